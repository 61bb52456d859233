package dev.fovea.task.classify.calibrate;

import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.metric.Hits;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What chosen thresholds are worth on pictures that did not choose them. The pictures are dealt
 * into five parts, each class evenly; each part is answered by what the other four choose. The
 * score of the thresholds on all pictures that chose them is higher than they deserve.
 */
public final class CrossFit {
  private static final int PARTS = 5;

  private CrossFit() {}

  /** The hits of all pictures, each answered by the parts that it is not in. */
  public static Hits of(Calibrate calibrate, Outputs outputs) {
    int[] parts = parts(outputs);
    var hits = new Hits(outputs.logits().getFirst().length);
    for (int part = 0; part < PARTS; part++) {
      int held = part;
      int[] others = IntStream.range(0, parts.length).filter(i -> parts[i] != held).toArray();
      ClassifyPostprocess fitted = calibrate.of(outputs.only(others), outputs);
      for (int i = 0; i < parts.length; i++) {
        if (parts[i] != held) continue;
        float[] probabilities = fitted.probabilities(outputs.logits().get(i));
        hits.count(outputs.truth(i), fitted.decision().labels(probabilities));
      }
    }
    return hits;
  }

  /** The part of each picture: pictures of the same labels go round the parts. */
  private static int[] parts(Outputs outputs) {
    var next = new HashMap<List<Integer>, Integer>();
    var parts = new int[outputs.examples().size()];
    for (int i = 0; i < parts.length; i++)
      parts[i] = next.merge(outputs.truth(i), 1, Integer::sum) % PARTS;
    return parts;
  }
}
