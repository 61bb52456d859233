package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.image.Classes;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassThresholdTest {
  private static final Classes TWO = Classes.of("good", "scratch");
  private static final Classes THREE = Classes.of("good", "dent", "scratch");

  @Test
  void ofTwoClassesTheNamedOneIsAnsweredFromItOn() {
    var set =
        ClassThreshold.of("scratch=0.3").of(ClassifyPostprocess.oneOf().withTemperature(2), TWO);
    assertEquals(new Decision.Positive(1, 0.3), set.decision());
    assertEquals(2, set.temperature(), "the rest stays");
    assertEquals(List.of(1), set.decision().labels(new float[] {0.69f, 0.31f}));
    assertEquals(List.of(0), set.decision().labels(new float[] {0.71f, 0.29f}));
    var other = ClassThreshold.of("good=0.9").of(set, TWO);
    assertEquals(new Decision.Positive(0, 0.9), other.decision());
  }

  @Test
  void ofSeveralLabelsTheOthersStayAsTheyAre() {
    var set = ClassThreshold.of("dent=0.05").of(ClassifyPostprocess.anyOf(3), THREE);
    assertEquals(new Decision.Each(List.of(0.5, 0.05, 0.5)), set.decision());
  }

  @Test
  void aNameMayHoldTheSignItself() {
    assertEquals(new ClassThreshold("a=b", 1), ClassThreshold.of("a=b=1"));
  }

  @Test
  void whatHasNoThresholdIsRefused() {
    var threshold = ClassThreshold.of("scrach=0.3");
    assertEquals(
        "the model has no class scrach; it has good, scratch; did you mean scratch?",
        assertThrows(ModelException.class, () -> threshold.of(ClassifyPostprocess.oneOf(), TWO))
            .getMessage());
    var dent = ClassThreshold.of("dent=0.3");
    assertEquals(
        "the model answers the most probable of 3 classes, and so dent has no threshold; one can be"
            + " set where there are two classes, or several labels a picture",
        assertThrows(ModelException.class, () -> dent.of(ClassifyPostprocess.oneOf(), THREE))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"scratch", "=0.3", "scratch=", "scratch=0", "scratch=1.1", "scratch=NaN"})
  void whatIsNoThresholdIsRefused(String word) {
    assertEquals(
        "expects CLASS=P, a class and the probability above 0 and at most 1 from which on it is"
            + " answered, such as scratch=0.3, got "
            + word,
        assertThrows(IllegalArgumentException.class, () -> ClassThreshold.of(word)).getMessage());
  }
}
