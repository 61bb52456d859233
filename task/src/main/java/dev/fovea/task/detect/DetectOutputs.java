package dev.fovea.task.detect;

import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.predict.Detections;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;

/**
 * What was found in pictures whose things are known.
 *
 * @param examples those that could be decoded
 * @param found in each of them, in px of the picture
 */
public record DetectOutputs(List<Example> examples, List<Detections> found) {
  /** Boxes of any lower score are not told, in evaluation. */
  public static final double LEAST = 0.001;

  /** Boxes a picture that count in evaluation, as in COCO's. */
  public static final int MOST = 100;

  public DetectOutputs {
    examples = List.copyOf(examples);
    found = List.copyOf(found);
  }

  /**
   * What a network finds.
   *
   * @param examples those that the loader was made of, for evaluation with boxes
   */
  public static DetectOutputs of(
      DetectorRun run, Weights weights, List<Example> examples, Loader loader, Device device) {
    return of(
        batch -> {
          try (var _ = Gradients.off();
              var _ = new Scope()) {
            var pictures = Tensors.of(batch.images(), batch.shape()).to(device, Tensors.FLOAT);
            return run.of(pictures, weights);
          }
        },
        examples,
        loader);
  }

  /**
   * What anything finds.
   *
   * @param see tells what is in the pictures of a batch, in px of the network's input
   */
  public static DetectOutputs of(
      Function<Batch, List<Detections>> see, List<Example> examples, Loader loader) {
    var seen = new ArrayList<Example>();
    var found = new ArrayList<Detections>();
    var batches = loader.epoch(0, 0);
    while (batches.hasNext())
      try (Batch batch = batches.next()) {
        List<Detections> there = see.apply(batch);
        int[] indices = batch.indices();
        for (int i = 0; i < indices.length; i++) {
          seen.add(examples.get(indices[i]));
          found.add(there.get(i).back(batch.placements().get(i)));
        }
      }
    return new DetectOutputs(seen, found);
  }

  /** The things of one of the examples. */
  public List<Thing> things(int example) {
    return ((Truth.Objects) examples.get(example).truth()).things();
  }
}
