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
  /** How wrong the answers of a network are. */
  public interface Losses extends AutoCloseable {
    /**
     * Single numbers by name: {@code loss} is what is learned from, the others are parts of it that
     * are worth knowing.
     *
     * @param answers what the network said, by the names of its outputs, in float32
     * @param targets what it should have said, of {@link #targets}
     * @param pictures the height and width of the batch's pictures, in px
     */
    SequencedMap<String, Tensor> of(Map<String, Tensor> answers, Tensor targets, Size pictures);

    /** What the answers to a batch should have been, on the processor. */
    Tensor targets(Batch batch);

    @Override
    default void close() {}
  }

  /** How wrong the one answer of a network is. */
  public interface Loss extends Losses {
    /**
     * A single number.
     *
     * @param answers what the network said, e.g. logits [n, classes]
     * @param targets what it should have said, [n, classes]
     */
    Tensor of(Tensor answers, Tensor targets);

    @Override
    default SequencedMap<String, Tensor> of(
        Map<String, Tensor> answers, Tensor targets, Size pictures) {
      var one = new LinkedHashMap<String, Tensor>();
      one.put("loss", of(answers.values().iterator().next(), targets));
      return one;
    }

    @Override
    default Tensor targets(Batch batch) {
      long classes = batch.targets().remaining() / batch.size();
      return Tensors.of(batch.targets(), batch.size(), classes);
    }
  }

  private final Network network;
  private final Part part;
  private final Losses losses;
  private final Device device;
  private final Manner manner;
  private final Map<Size, Retrace> retraces = new HashMap<>();
  private Runner runner;

  /** In the plain manner. */
  public SupervisedStep(Network network, Part part, Losses losses, Device device) {
    this(network, part, losses, device, Manner.PLAIN);
  }

  /**
   * Takes over the part; what it freezes, the network's batch norms included, stays as it is.
   *
   * @param device of the part's weights
   * @param manner a look around wants a part that takes every batch by itself
   */
  public SupervisedStep(Network network, Part part, Losses losses, Device device, Manner manner) {
    if (manner.sharpness() > 0 && part.accumulate() > 1)
      throw new TrainException(
          "sharpness-aware minimisation looks around from the gradient of one batch, so it cannot"
              + " be summed over "
              + part.accumulate()
              + "; accumulate 1, with a larger batch");
    this.network = network;
    this.part = part;
    this.losses = losses;
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
    Tensor targets = losses.targets(batch).to(device, Tensors.FLOAT);
    return numbers(images, targets, factor);
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
    return numbers(images, targets, factor).get("loss");
  }

  private SequencedMap<String, Double> numbers(Tensor images, Tensor targets, double factor) {
    boolean twice = manner.sharpness() > 0;
    Chance dice = Chance.now(device);
    var numbers = new LinkedHashMap<String, Double>();
    Descent value = loss(images, targets, Mode.TRAIN, numbers);
    if (!Double.isFinite(numbers.get("loss"))) {
      dice.again();
      throw new Divergence(runner, part.live(), manner.precision(), device).of(numbers, images);
    }
    if (twice)
      part.learnFlat(value, manner.sharpness(), () -> again(dice, images, targets), factor);
    else part.learn(value, factor);
    return numbers;
  }

  private Descent again(Chance dice, Tensor images, Tensor targets) {
    dice.again();
    return loss(images, targets, Mode.AGAIN, new LinkedHashMap<>());
  }

  /**
   * @param numbers takes the losses
   */
  private Descent loss(Tensor images, Tensor targets, Mode mode, Map<String, Double> numbers) {
    if (manner.checkpoint()) {
      Retrace.Pass pass = retrace(images).run(images, part.live(), mode);
      var answers = Map.of(network.outputs().getFirst().name(), pass.answer());
      return Descent.of(loss(answers, targets, size(images), numbers), pass::back);
    }
    Map<String, Tensor> answers;
    try (var _ = Autocast.to(manner.precision(), device)) {
      var image = Map.of(network.input().name(), images);
      answers = runner.run(image, part.live(), mode, Runner.NONE);
    }
    return Descent.of(loss(answers, targets, size(images), numbers));
  }

  private static Size size(Tensor images) {
    return new Size(Math.toIntExact(images.size(2)), Math.toIntExact(images.size(3)));
  }

  private Tensor loss(
      Map<String, Tensor> answers, Tensor targets, Size pictures, Map<String, Double> numbers) {
    var floats = new LinkedHashMap<>(answers);
    floats.replaceAll((_, answer) -> answer.to(Tensors.FLOAT));
    SequencedMap<String, Tensor> all = losses.of(floats, targets, pictures);
    all.forEach((name, loss) -> numbers.put(name, (double) loss.item_float()));
    return all.get("loss");
  }

  /** In the segments that suit pictures of this size. */
  private Retrace retrace(Tensor images) {
    Size px = size(images);
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
