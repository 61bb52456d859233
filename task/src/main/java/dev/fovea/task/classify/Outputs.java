package dev.fovea.task.classify;

import dev.fovea.data.Example;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Views;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Seen;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Device;

/**
 * What a network says of a data set, before any of it is judged.
 *
 * @param examples those that could be decoded, in the order of the loader
 * @param logits [classes] of each; the mean of its views, where the loader makes several
 */
public record Outputs(List<Example> examples, List<float[]> logits) {
  public Outputs {
    examples = List.copyOf(examples);
    logits = List.copyOf(logits);
    if (examples.size() != logits.size())
      throw new IllegalArgumentException(
          logits.size() + " outputs do not fit " + examples.size() + " examples");
  }

  /**
   * Runs a network over a loader's examples.
   *
   * @param examples those that the loader was made of
   */
  public static Outputs of(
      Runner runner, Weights weights, List<Example> examples, Loader loader, Device device) {
    var seen = new ArrayList<Example>();
    var logits = new ArrayList<float[]>();
    var batches = loader.epoch(0, 0);
    while (batches.hasNext())
      try (Batch batch = batches.next();
          var _ = Gradients.off();
          var _ = new Scope()) {
        var input = Tensors.of(batch.images(), batch.shape()).to(device, Tensors.FLOAT);
        float[] all = Tensors.toArray(runner.run(input, weights, Mode.EVAL));
        all = Seen.mean(all, batch.size(), all.length / (int) batch.shape()[0]);
        int classes = all.length / batch.size();
        int[] indices = batch.indices();
        for (int i = 0; i < indices.length; i++) {
          seen.add(examples.get(indices[i]));
          logits.add(Arrays.copyOfRange(all, i * classes, (i + 1) * classes));
        }
      }
    return new Outputs(seen, logits);
  }

  /**
   * Runs a classifier of any engine over a loader's examples.
   *
   * @param examples those that the loader was made of
   * @param views that the loader makes of each
   * @param each told of each batch
   */
  public static Outputs of(
      Classifier classifier,
      List<Example> examples,
      Loader loader,
      Views views,
      Consumer<Seen> each) {
    var there = new ArrayList<Example>();
    var logits = new ArrayList<float[]>();
    var batches = loader.epoch(0, 0);
    while (batches.hasNext())
      try (Batch batch = batches.next()) {
        Seen seen = classifier.see(batch.images(), batch.size(), views);
        for (int index : batch.indices()) there.add(examples.get(index));
        logits.addAll(seen.logits());
        each.accept(seen);
      }
    return new Outputs(there, logits);
  }

  /** The true labels of one example. */
  public List<Integer> truth(int example) {
    return examples.get(example).truth().labels();
  }

  /** These of the examples. */
  public Outputs only(int... kept) {
    return new Outputs(
        Arrays.stream(kept).mapToObj(examples::get).toList(),
        Arrays.stream(kept).mapToObj(logits::get).toList());
  }
}
