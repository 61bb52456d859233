package dev.fovea.project.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.project.ValidationAnswers;
import dev.fovea.task.classify.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoldThresholdTest {
  /** So many scratched pictures of one probability of a scratch, and 20 good ones of another. */
  private static ValidationAnswers fold(int scratched, double probability, double ofGood) {
    Metric metric = Metric.oneOf(2);
    var ids = new ArrayList<String>();
    for (int i = 0; i < 20 + scratched; i++) {
      float p = (float) (i < scratched ? probability : ofGood);
      metric.add(new float[] {1 - p, p}, i < scratched ? 1 : 0);
      ids.add("picture " + i);
    }
    return new ValidationAnswers(false, List.of("good", "scratch"), ids, metric);
  }

  /**
   * By hand: over all, the gap from 0.1 to 0.15, whose middle in log-odds is 0.1228. The first fold
   * chooses 0.2139 (from 0.1 to 0.4), which misses the 5 of the second; that one chooses 0.0879
   * (from 0.05 to 0.15), which answers all 20 good ones of the first: half of each class is right.
   */
  @Test
  void allFoldsChooseAndEachIsMeasuredByTheOthersChoice() {
    var chosen = FoldThreshold.of(List.of(fold(5, 0.4, 0.1), fold(5, 0.15, 0.05))).orElseThrow();
    assertEquals("scratch", chosen.name());
    assertEquals(0.122828, chosen.threshold(), 1e-6);
    assertEquals(10, chosen.pictures());
    assertEquals(0.5, chosen.fair(), 1e-12);
    assertEquals("scratch=0.1228", chosen.word());
    assertEquals(
        "scratch is best answered from a probability of 0.1228 on, by 10 pictures of it; where each"
            + " fold is answered by the threshold that the others choose, balanced accuracy is"
            + " 0.5000.",
        chosen.sentence());
  }

  @Test
  void tooFewOrAllInOneFoldChooseNone() {
    assertEquals(Optional.empty(), FoldThreshold.of(List.of(fold(5, 0.4, 0.1), fold(4, 0.4, 0.1))));
    assertEquals(
        Optional.empty(), FoldThreshold.of(List.of(fold(12, 0.4, 0.1), fold(0, 0.4, 0.1))));
    assertEquals(Optional.empty(), FoldThreshold.of(List.of(fold(12, 0.4, 0.1))));
  }
}
