package dev.fovea.predict.model;

import java.util.List;
import java.util.stream.IntStream;

/** Which labels a classifier answers, from the probabilities of all classes. */
public sealed interface Decision {
  /** The labels that are answered, ascending; one, unless a picture may have several. */
  List<Integer> labels(float[] probabilities);

  /**
   * How far the answer is from being another one, 0 to 1. Without a chosen threshold it is the
   * probability of the answer; with one, probabilities on each side of it are stretched so that the
   * threshold itself is 0.5. With several labels it is that of the least certain class.
   */
  double confidence(float[] probabilities);

  /** One label a picture: the most probable, of equal ones the first. */
  record Best() implements Decision {
    @Override
    public List<Integer> labels(float[] probabilities) {
      return List.of(best(probabilities));
    }

    @Override
    public double confidence(float[] probabilities) {
      return probabilities[best(probabilities)];
    }

    private static int best(float[] probabilities) {
      int best = 0;
      for (int c = 1; c < probabilities.length; c++)
        if (probabilities[c] > probabilities[best]) best = c;
      return best;
    }
  }

  /**
   * One of two labels a picture: the positive one from a threshold on.
   *
   * @param label the positive one, 0 or 1
   * @param threshold above 0, at most 1
   */
  record Positive(int label, double threshold) implements Decision {
    public Positive {
      if (label != 0 && label != 1)
        throw new IllegalArgumentException("the positive label must be 0 or 1, got " + label);
      check(threshold);
    }

    @Override
    public List<Integer> labels(float[] probabilities) {
      return List.of(probabilities[label] >= threshold ? label : 1 - label);
    }

    @Override
    public double confidence(float[] probabilities) {
      return stretched(probabilities[label], threshold);
    }
  }

  /**
   * Several labels a picture: each from its own threshold on.
   *
   * @param thresholds [classes], each above 0, at most 1
   */
  record Each(List<Double> thresholds) implements Decision {
    public Each {
      thresholds = List.copyOf(thresholds);
      thresholds.forEach(Decision::check);
    }

    @Override
    public List<Integer> labels(float[] probabilities) {
      return IntStream.range(0, probabilities.length)
          .filter(c -> probabilities[c] >= thresholds.get(c))
          .boxed()
          .toList();
    }

    @Override
    public double confidence(float[] probabilities) {
      double least = 1;
      for (int c = 0; c < probabilities.length; c++)
        least = Math.min(least, stretched(probabilities[c], thresholds.get(c)));
      return least;
    }
  }

  private static double stretched(double probability, double threshold) {
    return probability >= threshold
        ? threshold == 1 ? 1 : 0.5 + 0.5 * (probability - threshold) / (1 - threshold)
        : 0.5 + 0.5 * (threshold - probability) / threshold;
  }

  private static void check(double threshold) {
    if (!(threshold > 0 && threshold <= 1))
      throw new IllegalArgumentException(
          "a threshold must be above 0 and at most 1, got " + threshold);
  }
}
