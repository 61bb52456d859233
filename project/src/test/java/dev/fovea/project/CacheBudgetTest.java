package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.load.Keep;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheBudgetTest {
  private static final long GB = 1L << 30;
  private static final Path RUN = Path.of("run");

  private static CacheBudget of(String cache) {
    return CacheBudget.of(cache, RUN, 8 * GB, 6 * GB, 30 * GB);
  }

  @ParameterizedTest
  @CsvSource({
    "none, 0",
    "auto, 2147483648",
    "500m, 524288000",
    "2g, 2147483648",
    "64k, 65536",
    "disk, 16106127360",
    "disk:20g, 16106127360",
    "disk:3g, 3221225472",
  })
  void onAMachineWithEightFreeAndAHeapOfSix(String cache, long bytes) {
    assertEquals(bytes, of(cache).bytes());
  }

  @Test
  void autoLeavesHalfOfASmallHeap() {
    assertEquals(GB / 2, CacheBudget.of("auto", RUN, 8 * GB, GB, 30 * GB).bytes());
  }

  @Test
  void saysWhatItDoes() {
    assertEquals("decoded pictures stay in memory, up to 2.0 GB", of("2g").sentence());
    assertEquals(
        "no decoded pictures are kept; every epoch decodes all of them", of("none").sentence());
  }

  @Test
  void saysWhatItTakesByItself() {
    assertEquals(
        "decoded pictures stay in memory, up to 2.0 GB (a quarter of what is free, at most half of"
            + " Java's heap)",
        of("auto").sentence());
    assertEquals(
        "decoded pictures stay on disk until the run ends, up to 15.0 GB (half of what is free"
            + " there)",
        of("disk").sentence());
    assertEquals(
        "decoded pictures stay on disk until the run ends, up to 15.0 GB (half of what is free"
            + " there, less than was asked for)",
        of("disk:20g").sentence());
    assertEquals(
        "decoded pictures stay on disk until the run ends, up to 3.0 GB", of("disk:3g").sentence());
  }

  @Test
  void isDividedByPictures() {
    var budget = new CacheBudget(1000, "", Optional.empty());
    assertEquals(new Keep.InMemory(800), budget.share(80, 100));
    assertEquals(new Keep.InMemory(200), budget.share(20, 100));
    assertEquals(new Keep.InMemory(0), budget.share(0, 0));
    assertEquals(
        new Keep.OnDisk(200, RUN), new CacheBudget(1000, "", Optional.of(RUN)).share(20, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "two", "2x", "", "-1g", "9999999999g", "disk:", "disk 2g", "memory"})
  void nonsenseIsRefused(String cache) {
    assertEquals(
        "data.cache must be auto, none, disk or a size such as 500m, 2g or disk:20g, got " + cache,
        assertThrows(RecipeException.class, () -> CacheBudget.check(cache)).getMessage());
  }

  @Test
  void moreThanTheHeapHoldsIsRefused() {
    assertEquals(
        "data.cache asks for 8g, and half of Java's heap is 3.0 GB; ask for less, say disk, or give more with"
            + " FOVEA_OPTS=-Xmx17g",
        assertThrows(RecipeException.class, () -> of("8g")).getMessage());
  }
}
