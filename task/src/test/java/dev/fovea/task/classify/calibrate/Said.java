package dev.fovea.task.classify.calibrate;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Truth;
import dev.fovea.task.classify.Outputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Made-up outputs of a network. */
final class Said {
  private Said() {}

  /**
   * Example i is of class i % classes: sin(1.7 i + 2.3 c) * spread, and lift more for its class.
   */
  static Outputs outputs(int n, int classes, double spread, double lift, boolean several) {
    var examples = new ArrayList<Example>();
    var logits = new ArrayList<float[]>();
    for (int i = 0; i < n; i++) {
      var row = new float[classes];
      for (int c = 0; c < classes; c++)
        row[c] = (float) (Math.sin(1.7 * i + 2.3 * c) * spread + (c == i % classes ? lift : 0));
      examples.add(example(i, i % classes, several));
      logits.add(row);
    }
    return new Outputs(examples, logits);
  }

  /** Two classes by how much the second is ahead of the first. */
  static Outputs margins(int[] truths, double... margins) {
    var examples = new ArrayList<Example>();
    var logits = new ArrayList<float[]>();
    for (int i = 0; i < truths.length; i++) {
      examples.add(example(i, truths[i], false));
      logits.add(new float[] {0, (float) margins[i]});
    }
    return new Outputs(examples, logits);
  }

  private static Example example(int i, int label, boolean several) {
    Truth truth = several ? new Truth.AnyOf(List.of(label)) : new Truth.OneOf(label);
    return new Example("" + i, new FileSource(Path.of("pictures"), Path.of("" + i)), truth);
  }
}
