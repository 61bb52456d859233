package dev.fovea.task.detect.rcnn;

import dev.fovea.data.load.Batch;
import dev.fovea.graph.Network;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.detect.DetectLoss;
import dev.fovea.task.detect.Things;
import dev.fovea.torch.Autocast;
import dev.fovea.torch.Chance;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.train.DivergedException;
import dev.fovea.train.Freeze;
import dev.fovea.train.Part;
import dev.fovea.train.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Learning of {@link FasterRcnn}: its three networks are one part, whose losses are summed. Which
 * boxes are learned from is thrown by libtorch's dice, which the loop lays before each step, so a
 * run that was killed goes on alike.
 */
public final class FasterRcnnStep implements Step {
  private final Network network;
  private final Part part;
  private final DetectPostprocess how;
  private final int classes;
  private final Device device;
  private final Precision precision;
  private FasterRcnn detector;

  /**
   * Takes over the part; what it freezes, batch norms included, stays as it is.
   *
   * @param network the three in one, as the zoo draws them
   * @param how boxes are read
   * @param classes without the background
   * @param device of the part's weights
   */
  public FasterRcnnStep(
      Network network,
      Part part,
      DetectPostprocess how,
      int classes,
      Device device,
      Precision precision) {
    this.network = network;
    this.part = part;
    this.how = how;
    this.classes = classes;
    this.device = device;
    this.precision = precision;
    detector = detector();
  }

  private FasterRcnn detector() {
    return new FasterRcnn(Freeze.of(network, part.frozen()), how, classes);
  }

  @Override
  public void at(double progress) {
    if (part.at(progress)) detector = detector();
  }

  @Override
  public SequencedMap<String, Double> learn(Batch batch, double factor) {
    Tensor pictures = Tensors.of(batch.images(), batch.shape()).to(device, Tensors.FLOAT);
    return learn(pictures, DetectLoss.rows(batch), factor);
  }

  /**
   * Learns from tensors of the caller's scope.
   *
   * @param pictures [n, c, h, w] on the device
   * @param targets [k, 6]: picture, label, left, top, right, bottom in px
   * @return the losses before the update
   * @throws DivergedException where one is no longer a number
   */
  public SequencedMap<String, Double> learn(Tensor pictures, Tensor targets, double factor) {
    int n = (int) pictures.size(0);
    var whole = new PictureSize((int) pictures.size(2), (int) pictures.size(3));
    List<Things> things = Things.of(targets, n, classes);
    var dice = new SplittableRandom(Chance.number());
    SequencedMap<String, Tensor> losses;
    try (var _ = Autocast.to(precision, device)) {
      losses =
          detector.losses(
              pictures,
              Collections.nCopies(n, whole),
              things,
              part.live(),
              Mode.TRAIN,
              Sampler.by(dice));
    }
    var numbers = new LinkedHashMap<String, Double>();
    losses.forEach((name, loss) -> numbers.put(name, (double) loss.item_float()));
    if (!Double.isFinite(numbers.get("loss")))
      throw DivergedException.of(numbers, pictures, part.live());
    part.learn(losses.get("loss"), factor);
    return numbers;
  }

  @Override
  public List<Part> parts() {
    return List.of(part);
  }

  @Override
  public Weights kept() {
    return part.kept();
  }

  @Override
  public void close() {
    part.close();
  }
}
