package dev.fovea.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
  @Test
  void equalKeysThrowEqualNumbers() {
    assertEquals(Dice.of(1, 2, 3).nextLong(), Dice.of(1, 2, 3).nextLong());
    assertNotEquals(Dice.of(1, 2, 3).nextLong(), Dice.of(1, 3, 2).nextLong());
    var first = new HashSet<Long>();
    for (int epoch = 0; epoch < 100; epoch++) {
      for (int index = 0; index < 100; index++) first.add(Dice.of(0, epoch, index).nextLong());
    }
    assertEquals(10_000, first.size());
  }

  /**
   * The step from state to number is SplitMix64's, so its 64 bits must look even: each is set half
   * the time.
   */
  @Test
  void everyBitIsSetHalfTheTime() {
    var set = new int[64];
    for (int i = 0; i < 20_000; i++) {
      long bits = Dice.of(5, i).nextLong();
      for (int b = 0; b < 64; b++) set[b] += (int) ((bits >>> b) & 1);
    }
    for (int count : set) assertEquals(10_000, count, 400);
  }

  @Test
  void permutationsHoldEveryNumberOnceAndPutEachAnywhere() {
    var at = new int[10];
    for (int i = 0; i < 5000; i++) {
      int[] order = Dice.of(8, i).permutation(10);
      assertEquals(45, IntStream.of(order).sum());
      assertEquals(10, Arrays.stream(order).distinct().count());
      at[Arrays.stream(order).boxed().toList().indexOf(0)]++;
    }
    for (int count : at) assertEquals(500, count, 110);
  }

  @Test
  void normalHasMean0AndDeviation1() {
    var dice = Dice.of(3);
    double[] draws = IntStream.range(0, 50_000).mapToDouble(i -> dice.normal()).toArray();
    assertEquals(0, Arrays.stream(draws).average().orElseThrow(), 0.02);
    assertEquals(1, Arrays.stream(draws).map(x -> x * x).average().orElseThrow(), 0.03);
  }

  /** Beta(a, b) has mean a / (a + b) and variance ab / ((a + b)^2 (a + b + 1)). */
  @Test
  void betaHasItsMeanAndVariance() {
    for (double[] ab : new double[][] {{0.2, 0.2}, {1, 1}, {2, 5}}) {
      var dice = Dice.of(4);
      double sum = ab[0] + ab[1];
      double mean = ab[0] / sum;
      double[] draws =
          IntStream.range(0, 50_000).mapToDouble(i -> dice.beta(ab[0], ab[1])).toArray();
      assertTrue(Arrays.stream(draws).allMatch(x -> x >= 0 && x <= 1));
      assertEquals(mean, Arrays.stream(draws).average().orElseThrow(), 0.01);
      double variance =
          Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      assertEquals(ab[0] * ab[1] / (sum * sum * (sum + 1)), variance, 0.005);
    }
  }
}
