package dev.fovea.train;

import dev.fovea.data.load.Batch;
import dev.fovea.graph.Network;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final Runner runner;
  private final Part part;
  private final Loss loss;
  private final Device device;

  /**
   * Takes over the part; what it freezes, the network's batch norms included, stays as it is.
   *
   * @param device of the part's weights
   */
  public SupervisedStep(Network network, Part part, Loss loss, Device device) {
    this.runner = new Runner(Freeze.of(network, part.frozen()));
    this.part = part;
    this.loss = loss;
    this.device = device;
  }

  @Override
  public SequencedMap<String, Double> learn(Batch batch, double factor) {
    Tensor images = Tensors.of(batch.images(), batch.shape()).to(device, Tensors.FLOAT);
    long[] rows = {batch.size(), batch.targets().remaining() / batch.size()};
    Tensor targets = Tensors.of(batch.targets(), rows).to(device, Tensors.FLOAT);
    Tensor value = loss.of(runner.run(images, part.live(), Mode.TRAIN), targets);
    double number = value.item_float();
    if (!Double.isFinite(number)) throw Divergence.of(number, runner, part.live(), images);
    part.learn(value, factor);
    var losses = new LinkedHashMap<String, Double>();
    losses.put("loss", number);
    return losses;
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
