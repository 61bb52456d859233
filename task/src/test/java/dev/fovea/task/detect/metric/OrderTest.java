package dev.fovea.task.detect.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void fallsAndLeavesEqualScoresInPlace() {
    var random = new SplittableRandom(1);
    for (int n = 0; n < 200; n++) {
      double[] scores = random.ints(n + 3, 0, 20).mapToDouble(i -> i / 20.0).toArray();
      int[] expected =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -scores[i]))
              .mapToInt(i -> i)
              .toArray();
      assertArrayEquals(expected, Order.falling(scores, n));
    }
  }
}
