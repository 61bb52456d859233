package dev.fovea.task.classify.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeaksTest {
  @Test
  void theHighestPeaksComeFirstAndSlopesAreNone() {
    float[] map = {
      1, 2, 1, 0, 0, 0, 7, //
      2, 9, 2, 0, 0, 0, 0, //
      1, 2, 8, 0, 0, 0, 0, //
      0, 0, 0, 0, 0, 5, 0, //
    };
    assertEquals(
        List.of(new Place(8, 8), new Place(48, 0), new Place(40, 24)), Peaks.of(map, 4, 7, 9, 8));
    assertEquals(List.of(new Place(8, 8)), Peaks.of(map, 4, 7, 1, 8));
  }

  @Test
  void ofEqualsTheFirstIsThePeak() {
    assertEquals(List.of(new Place(0, 0)), Peaks.of(new float[12], 3, 4, 1, 8));
  }
}
