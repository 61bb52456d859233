package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheBudgetTest {
  private static final long GB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    "none, 0",
    "auto, 2147483648",
    "500m, 524288000",
    "2g, 2147483648",
    "64k, 65536",
  })
  void onAMachineWithEightFreeAndAHeapOfSix(String cache, long bytes) {
    assertEquals(bytes, CacheBudget.of(cache, 8 * GB, 6 * GB).bytes());
  }

  @Test
  void autoLeavesHalfOfASmallHeap() {
    assertEquals(GB / 2, CacheBudget.of("auto", 8 * GB, GB).bytes());
  }

  @Test
  void saysWhatItDoes() {
    assertEquals(
        "decoded pictures stay in memory, up to 2.0 GB",
        CacheBudget.of("2g", 8 * GB, 6 * GB).sentence());
    assertEquals(
        "no decoded pictures are kept; every epoch decodes all of them",
        CacheBudget.of("none", 8 * GB, 6 * GB).sentence());
  }

  @Test
  void isDividedByPictures() {
    var budget = new CacheBudget(1000);
    assertEquals(800, budget.share(80, 100));
    assertEquals(200, budget.share(20, 100));
    assertEquals(0, budget.share(0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "two", "2x", "", "-1g", "9999999999g"})
  void nonsenseIsRefused(String cache) {
    assertEquals(
        "data.cache must be auto, none or a size such as 500m or 2g, got " + cache,
        assertThrows(RecipeException.class, () -> CacheBudget.check(cache)).getMessage());
  }

  @Test
  void moreThanTheHeapHoldsIsRefused() {
    assertEquals(
        "data.cache asks for 8g, and half of Java's heap is 3.0 GB; ask for less, or give more with"
            + " FOVEA_OPTS=-Xmx17g",
        assertThrows(RecipeException.class, () -> CacheBudget.of("8g", 8 * GB, 6 * GB))
            .getMessage());
  }
}
