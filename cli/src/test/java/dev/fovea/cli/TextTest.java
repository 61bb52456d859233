package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Classes;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Answer.Label;
import dev.fovea.predict.model.Decision;
import dev.fovea.project.report.Headline;
import dev.fovea.project.use.Finding;
import dev.fovea.project.use.Input;
import dev.fovea.project.use.Predicted;
import dev.fovea.task.classify.Metric;
import dev.fovea.task.classify.metric.Bootstrap;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tables and lines as they look. */
class TextTest {
  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  void theFirstColumnGivesWay() {
    var table = new Table("Tensor", "Type", "Size>");
    table.row("a".repeat(90), "F32", "1,000");
    table.row("b", "BOOL", "7");
    assertEquals(
        """
        Tensor                                                               Type   Size
        ────────────────────────────────────────────────────────────────────────────────
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…  F32   1,000
        b                                                                    BOOL      7
        """,
        joined(table.lines()));
  }

  @Test
  void ideographsTakeTwoColumnsAndControlCharactersAreNotObeyed() {
    assertEquals(8, Cell.width("写真.jpg"));
    assertEquals("写…", Cell.cut("写真.jpg", 4));
    assertEquals("…g.jpg", Cell.cutFront("folder/long.jpg", 6));
    assertEquals("a?[2Jb", Cell.cut("a\033[2Jb", 20));
  }

  @Test
  void amountsHaveThreeDigits() {
    assertEquals("950", Amount.of(950));
    assertEquals("11.2 k", Amount.of(11_173));
    assertEquals("1.00 M", Amount.of(999_990));
    assertEquals("1.81 G", Amount.of(1_814_073_344L));
  }

  @Test
  void answersStandInFixedColumns() {
    var table = new AnswerTable(List.of("circle", "letter-a", "x".repeat(30)), false, 0);
    var labels =
        List.of(
            new Label("letter-a", 0.93219),
            new Label("x".repeat(30), 0.0501),
            new Label("circle", 0.01771));
    var answer =
        new Answer(labels, labels.subList(0, 1), 0.93219, OptionalDouble.empty(), Set.of());
    var lines = new ArrayList<>(table.head());
    for (String file : List.of("a.png", "a/very/long/way/to/a/picture/of/something.jpg"))
      lines.addAll(
          table.lines(
              new Predicted.Answered(
                  new Input(Path.of(file), Path.of(file)), answer, FloatBuffer.allocate(0))));
    assertEquals(
        """
        Picture             Answer              Probability  Next best
        ────────────────────────────────────────────────────────────────────────────────
        a.png               letter-a                 93.2 %  xxxxxxxxxxxxxxxxx…    5.0 %
        …/of/something.jpg  letter-a                 93.2 %  xxxxxxxxxxxxxxxxx…    5.0 %
        """,
        joined(lines));
    lines.forEach(line -> assertTrue(Cell.width(line) <= 80, line));
  }

  @Test
  void ofUnevenClassesTheBalancedAccuracyLeads() {
    var metric = Metric.oneOf(2);
    for (int i = 0; i < 9; i++) metric.add(new float[] {0.9f, 0.1f}, 0);
    metric.add(new float[] {0.8f, 0.2f}, 1);
    var scores = metric.scores(Bootstrap.NONE);
    List<String> lines = ScoreLines.headlines(Headline.every(scores));
    assertTrue(lines.get(2).startsWith("balanced_accuracy   0.5000"), lines.toString());
    assertTrue(lines.get(3).startsWith("recall_rare         0.0000"), lines.toString());
    assertTrue(lines.get(4).startsWith("auroc               1.0000"), lines.toString());
    assertTrue(lines.get(5).startsWith("top1                0.9000"), lines.toString());
    var chosen = metric.scores(new Decision.Positive(1, 0.15), Bootstrap.NONE);
    lines = ScoreLines.headlines(Headline.every(chosen));
    assertTrue(lines.get(3).startsWith("recall_rare         1.0000"), lines.toString());
    assertTrue(lines.get(5).startsWith("threshold           0.1500"), lines.toString());

    var classes = Classes.of("good", "scratch");
    assertEquals(
        """
        Class    Pictures  Recall          95 %  Precision   AUROC      AP
        ──────────────────────────────────────────────────────────────────
        good            9  1.0000  0.70 to 1.00     0.9000  1.0000  1.0000
        scratch         1  0.0000  0.00 to 0.79     0.0000  1.0000  1.0000
        """,
        joined(ScoreLines.classes(scores, classes)));
    assertEquals(
        List.of("scratch taken for good: 1"), ScoreLines.mixedUp(scores.confusion(), classes));
  }

  @Test
  void findingsSayWhatToDo() {
    var finding =
        new Finding(
            Finding.State.WARNING,
            "Memory",
            "8.0 GB, 0.7 GB of it free; up to 2.0 GB for Java",
            "Close other programs, or train with --batch 16 and a small --size.");
    assertEquals(
        """
        warning  Memory          8.0 GB, 0.7 GB of it free; up to 2.0 GB for Java
                                 -> Close other programs, or train with --batch 16 and a
                                 small --size.
        """,
        joined(FindingLines.of(finding)));
  }
}
