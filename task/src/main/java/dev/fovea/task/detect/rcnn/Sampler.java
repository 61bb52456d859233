package dev.fovea.task.detect.rcnn;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Of the boxes of a picture those that are learned from. */
public interface Sampler {
  /**
   * Chooses some.
   *
   * @param candidates places of boxes, rising
   * @param count how many, at most as many as there are
   * @return {@code count} of them, rising
   */
  int[] of(int[] candidates, int count);

  /** Each as likely as any other. */
  static Sampler by(RandomGenerator dice) {
    return (candidates, count) -> {
      int[] drawn = candidates.clone();
      for (int i = 0; i < count; i++) {
        int j = i + dice.nextInt(drawn.length - i);
        int one = drawn[i];
        drawn[i] = drawn[j];
        drawn[j] = one;
      }
      return IntStream.of(Arrays.copyOf(drawn, count)).sorted().toArray();
    };
  }
}
