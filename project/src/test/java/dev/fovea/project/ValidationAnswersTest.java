package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.task.classify.Metric;
import dev.fovea.task.classify.metric.Bootstrap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers for validation pictures go through a file bit by bit. */
class ValidationAnswersTest {
  @TempDir Path box;

  private static ValidationAnswers oneOf() {
    Metric metric = Metric.oneOf(3);
    metric.add(new float[] {0.1f, 0.7f, 0.2f}, 1);
    metric.add(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, 2);
    metric.add(new float[] {1e-20f, 1, 0}, 0);
    return new ValidationAnswers(
        false, List.of("a,b", "\"q\"", "plain"), List.of("x/1.png", "x,2", "3"), metric);
  }

  @Test
  void theFileKeepsEveryBit() throws Exception {
    ValidationAnswers written = oneOf();
    written.write(box.resolve("validation.csv"));
    assertEquals(
        """
        id,truth,"a,b",\"""q\""",plain
        x/1.png,\"""q\""",0.1,0.7,0.2
        "x,2",plain,0.33333334,0.33333334,0.33333334
        3,"a,b",1.0E-20,1.0,0.0
        """,
        Files.readString(box.resolve("validation.csv")));
    ValidationAnswers read = ValidationAnswers.read(box.resolve("validation.csv"));
    assertEquals(written.classes(), read.classes());
    assertEquals(written.ids(), read.ids());
    for (int i = 0; i < 3; i++) assertArrayEquals(written.answers().row(i), read.answers().row(i));
    assertEquals(written.scores(Bootstrap.DEFAULT).flat(), read.scores(Bootstrap.DEFAULT).flat());
  }

  @Test
  void severalLabelsOrNone() {
    Metric metric = Metric.anyOf(2);
    var both = new BitSet();
    both.set(0, 2);
    metric.add(new float[] {0.9f, 0.4f}, both);
    metric.add(new float[] {0.2f, 0.1f}, new BitSet());
    var written = new ValidationAnswers(true, List.of("a", "b"), List.of("1", "2"), metric);
    written.write(box.resolve("validation.csv"));
    ValidationAnswers read = ValidationAnswers.read(box.resolve("validation.csv"));
    assertTrue(read.multiLabel());
    assertEquals(written.scores(Bootstrap.NONE).flat(), read.scores(Bootstrap.NONE).flat());
    assertEquals(0, read.answers().positives(0).nextSetBit(0));
    assertEquals(-1, read.answers().positives(0).nextSetBit(1));
  }

  @Test
  void partsAreJoinedAndPutInOrder() {
    ValidationAnswers parts = ValidationAnswers.joined(List.of(oneOf(), oneOf()));
    assertEquals(6, parts.answers().size());
    ValidationAnswers turned = oneOf().inOrderOf(List.of("3", "x/1.png", "x,2"));
    assertArrayEquals(oneOf().answers().row(2), turned.answers().row(0));
    var scores = turned.scores(Bootstrap.NONE).flat();
    oneOf()
        .scores(Bootstrap.NONE)
        .flat()
        .forEach((name, value) -> assertEquals(value, scores.get(name), 1e-12, name));
  }

  @Test
  void aBrokenFileIsToldByItsLine() throws Exception {
    Path file = Files.writeString(box.resolve("v.csv"), "id,truth,a,b\n1,a,0.5,0.5\n2,c,0.5,0.5\n");
    var e = assertThrows(DataException.class, () -> ValidationAnswers.read(file));
    assertEquals(file + " line 3 is broken; run the training again", e.getMessage());
  }
}
