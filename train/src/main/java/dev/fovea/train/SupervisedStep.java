package dev.fovea.train;

import dev.fovea.data.load.Batch;
import dev.fovea.graph.Network;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Size;
import dev.fovea.torch.Autocast;
import dev.fovea.torch.Chance;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Retrace;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Learning from answers that are known: one network, one loss, one part. */
public final class SupervisedStep implements Step {
  /** How wrong answers are. */
  public interface Loss {
    /**
     * A single number.
     *
     * @param answers what the network said, e.g. logits [n, classes]
     * @param targets what it should have said, [n, classes]
     */
    Tensor of(Tensor answers, Tensor targets);
  }

  private final Network network;
  private final Part part;
  private final Loss loss;
  private final Device device;
  private final Manner manner;
  private final Map<Size, Retrace> retraces = new HashMap<>();
  private Runner runner;

  /** In the plain manner. */
  public SupervisedStep(Network network, Part part, Loss loss, Device device) {
    this(network, part, loss, device, Manner.PLAIN);
  }

  /**
   * Takes over the part; what it freezes, the network's batch norms included, stays as it is.
   *
   * @param device of the part's weights
   * @param manner a look around wants a part that takes every batch by itself
   */
  public SupervisedStep(Network network, Part part, Loss loss, Device device, Manner manner) {
    if (manner.sharpness() > 0 && part.accumulate() > 1)
      throw new TrainException(
          "sharpness-aware minimisation looks around from the gradient of one batch, so it cannot"
              + " be summed over "
              + part.accumulate()
              + "; accumulate 1, with a larger batch");
    this.network = network;
    this.part = part;
    this.loss = loss;
    this.device = device;
    this.manner = manner;
    runner = runner();
  }

  private Runner runner() {
    return new Runner(Freeze.of(network, part.frozen()));
  }

  @Override
  public void at(double progress) {
    if (!part.at(progress)) return;
    runner = runner();
    retraces.clear();
  }

  @Override
  public SequencedMap<String, Double> learn(Batch batch, double factor) {
    Tensor images = Tensors.of(batch.images(), batch.shape()).to(device, Tensors.FLOAT);
    long[] rows = {batch.size(), batch.targets().remaining() / batch.size()};
    Tensor targets = Tensors.of(batch.targets(), rows).to(device, Tensors.FLOAT);
    var losses = new LinkedHashMap<String, Double>();
    losses.put("loss", learn(images, targets, factor));
    return losses;
  }

  /**
   * Learns from tensors of the caller's scope.
   *
   * @param images [n, c, h, w] on the device
   * @param targets as the loss reads them
   * @return the loss before the update
   * @throws DivergedException where it is no longer a number
   */
  public double learn(Tensor images, Tensor targets, double factor) {
    boolean twice = manner.sharpness() > 0;
    Chance dice = Chance.now(device);
    Descent value = loss(images, targets, Mode.TRAIN);
    double number = value.loss().item_float();
    if (!Double.isFinite(number)) {
      dice.again();
      throw new Divergence(runner, part.live(), manner.precision(), device).of(number, images);
    }
    if (twice)
      part.learnFlat(value, manner.sharpness(), () -> again(dice, images, targets), factor);
    else part.learn(value, factor);
    return number;
  }

  private Descent again(Chance dice, Tensor images, Tensor targets) {
    dice.again();
    return loss(images, targets, Mode.AGAIN);
  }

  private Descent loss(Tensor images, Tensor targets, Mode mode) {
    if (manner.checkpoint()) {
      Retrace.Pass pass = retrace(images).run(images, part.live(), mode);
      return new Descent(loss.of(pass.answer().to(Tensors.FLOAT), targets), pass::back);
    }
    Tensor answers;
    try (var _ = Autocast.to(manner.precision(), device)) {
      answers = runner.run(images, part.live(), mode);
    }
    return Descent.of(loss.of(answers.to(Tensors.FLOAT), targets));
  }

  /** In the segments that suit pictures of this size. */
  private Retrace retrace(Tensor images) {
    var px = new Size(Math.toIntExact(images.size(2)), Math.toIntExact(images.size(3)));
    return retraces.computeIfAbsent(
        px,
        _ ->
            new Retrace(
                runner.network(),
                Shapes.of(runner.network(), px.h(), px.w()),
                manner.precision(),
                device));
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
