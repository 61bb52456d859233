package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** The search as it is, over steps that are made up. */
class BatchSearchTest {
  private static final long MB = 1 << 20;

  private final List<Integer> tried = new ArrayList<>();

  private IntToLongFunction failsBeyond(int holds) {
    return n -> {
      tried.add(n);
      if (n > holds)
        throw new RuntimeException(
            "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 8 GiB");
      return 0;
    };
  }

  private IntToLongFunction takes(long fixed, long each) {
    return n -> {
      tried.add(n);
      return fixed + n * each;
    };
  }

  @Test
  void aStepThatFailsEndsTheDoublingAndWhatIsOpenIsHalved() {
    var found = new BatchSearch(1024, Long.MAX_VALUE).of(failsBeyond(100));
    assertEquals(List.of(2, 4, 8, 16, 32, 64, 128, 96, 112, 104), tried);
    assertEquals(80, found.pictures(), "nine tenths of 96, a multiple of 8");
    assertEquals(104, found.tooMany());
    assertEquals(OptionalLong.empty(), found.each());
  }

  @Test
  void whateverHoldsTheAnswerFitsAndIsNotFarBelow() {
    for (int holds = 1; holds < 700; holds++) {
      int found = new BatchSearch(4096, Long.MAX_VALUE).of(failsBeyond(holds)).pictures();
      assertTrue(found >= 1 && found <= holds, found + " of " + holds);
      assertTrue(found >= holds * 0.6 - 1, found + " of " + holds);
    }
  }

  @Test
  void noMoreIsTriedThanThereAre() {
    var found = new BatchSearch(37, Long.MAX_VALUE).of(failsBeyond(100));
    assertEquals(new BatchSearch.Found(37, OptionalLong.empty(), Integer.MAX_VALUE), found);
    assertEquals(37, Collections.max(tried));
    assertEquals(1, new BatchSearch(1, Long.MAX_VALUE).of(failsBeyond(100)).pictures());
  }

  @Test
  void twoStepsThatDifferEnoughTellTheRestByALine() {
    var found = new BatchSearch(1024, 8000 * MB).of(takes(500 * MB, 61 * MB));
    assertEquals(List.of(2, 4, 8), tried, "244 MB more are sure");
    assertEquals(61 * MB, found.each().orElseThrow());
    assertEquals(120, found.pictures(), "7500 MB by 61 are 122.9");
  }

  @Test
  void smallPicturesAreTriedInNumbersUntilTheyTell() {
    var found = new BatchSearch(1024, 400 * MB).of(takes(10 * MB, MB));
    assertEquals(256, Collections.max(tried));
    assertEquals(384, found.pictures());
    assertEquals(1024, new BatchSearch(1024, 4000 * MB).of(takes(MB, MB / 9)).pictures());
  }

  @Test
  void aBudgetIsKept() {
    for (long budget : new long[] {30, 70, 150, 290, 1000, 5000})
      for (long each : new long[] {1, 7, 29}) {
        int found = new BatchSearch(1024, budget * MB).of(takes(MB, each * MB)).pictures();
        assertTrue(1 + found * each <= budget || found == 1, found + " times " + each);
      }
    assertEquals(1, new BatchSearch(1024, 70 * MB).of(takes(0, 60 * MB)).pictures());
  }

  @Test
  void notEvenOne() {
    for (var step : List.of(failsBeyond(0), takes(0, 600 * MB))) {
      var e = assertThrows(TrainException.class, () -> new BatchSearch(64, 500 * MB).of(step));
      assertEquals(
          "not even one picture fits into the free memory; take a smaller --size or network, of"
              + " classifiers set train.checkpoint=true, or close other programs",
          e.getMessage());
    }
  }

  @Test
  void whatFailsForAnotherReasonIsNotTheSearchsToHide() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                new BatchSearch(64, Long.MAX_VALUE)
                    .of(_ -> {
                      throw new IllegalStateException("a picture is broken");
                    }));
    assertEquals("a picture is broken", e.getMessage());
    assertFalse(tried.contains(1));
  }
}
