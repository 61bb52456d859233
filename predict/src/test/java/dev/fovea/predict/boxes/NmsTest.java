package dev.fovea.predict.boxes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NmsTest {
  private static final float[] TWO = {0, 0, 4, 4, 0, 0, 4, 3};

  /** One case of nms_golden.txt, which nms_golden.py writes from torchvision's answers. */
  private record Case(String name, double iou, List<float[]> rows, List<int[]> keeps) {
    float[] boxes() {
      var boxes = new float[4 * rows.size()];
      for (int i = 0; i < rows.size(); i++) System.arraycopy(rows.get(i), 0, boxes, 4 * i, 4);
      return boxes;
    }

    float[] scores() {
      var scores = new float[rows.size()];
      for (int i = 0; i < scores.length; i++) scores[i] = rows.get(i)[4];
      return scores;
    }

    int[] labels() {
      return rows.stream().mapToInt(row -> (int) row[5]).toArray();
    }
  }

  @TestFactory
  List<DynamicTest> keepsWhatTorchvisionKeeps() throws IOException {
    List<Case> cases = golden();
    assertEquals(11, cases.size());
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> same(c))).toList();
  }

  private static void same(Case c) {
    assertEquals(50, c.rows().size());
    int[] all = c.keeps().get(0);
    int[] each = c.keeps().get(1);
    assertArrayEquals(all, Nms.of(c.iou()).keep(c.boxes(), c.scores()));
    assertArrayEquals(each, Nms.of(c.iou()).keep(c.boxes(), c.scores(), c.labels()));
    for (int most = 1; most <= each.length; most++) {
      int[] some = new Nms(c.iou(), most).keep(c.boxes(), c.scores(), c.labels());
      assertArrayEquals(Arrays.copyOf(each, most), some);
    }
  }

  @Test
  void equalScoresFallToTheEarlierBox() {
    float[] scores = {0.5f, 0.5f};
    assertArrayEquals(new int[] {0}, Nms.of(0.7).keep(TWO, scores));
    assertArrayEquals(new int[] {1}, Nms.of(0.7).keep(TWO, new float[] {0.5f, 0.6f}));
  }

  @Test
  void anOverlapOfExactlyTheThresholdStays() {
    float[] scores = {0.9f, 0.8f};
    assertArrayEquals(new int[] {0, 1}, Nms.of(0.75).keep(TWO, scores));
    assertArrayEquals(new int[] {0}, Nms.of(Math.nextDown(0.75)).keep(TWO, scores));
  }

  @Test
  void boxesOfTwoClassesDoNotMeet() {
    float[] scores = {0.8f, 0.9f};
    assertArrayEquals(new int[] {1, 0}, Nms.of(0.5).keep(TWO, scores, new int[] {3, 0}));
    assertArrayEquals(new int[] {1}, Nms.of(0.5).keep(TWO, scores, new int[] {3, 3}));
  }

  @Test
  void noBoxesGiveNone() {
    assertEquals(0, Nms.of(0.5).keep(new float[0], new float[0]).length);
    assertEquals(0, Nms.of(0.5).keep(new float[0], new float[0], new int[0]).length);
  }

  @Test
  void saysWhatIsWrong() {
    says("nms: expects an iou of 0 to 1, got NaN", () -> Nms.of(Double.NaN));
    says("nms: expects an iou of 0 to 1, got 1.5", () -> Nms.of(1.5));
    says("nms: expects at least 1 box to stay, got 0", () -> new Nms(0.5, 0));
    says(
        "nms: expects 4 numbers of a box for each score, got 8 numbers and 1 scores",
        () -> Nms.of(0.5).keep(TWO, new float[1]));
    says("nms: the score of box 1 is NaN", () -> Nms.of(0.5).keep(TWO, new float[] {1, Float.NaN}));
    says(
        "nms: expects a label for each score, got 3 labels and 2 scores",
        () -> Nms.of(0.5).keep(TWO, new float[2], new int[3]));
    says(
        "nms: expects labels from 0 to 999,999, got -1",
        () -> Nms.of(0.5).keep(TWO, new float[2], new int[] {0, -1}));
  }

  private static void says(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  private static List<Case> golden() throws IOException {
    var cases = new ArrayList<Case>();
    try (var in = NmsTest.class.getResourceAsStream("nms_golden.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", -1);
        String[] rest = Arrays.copyOfRange(words, 1, words.length);
        if (words[0].equals("case")) {
          double iou = Double.parseDouble(rest[1]);
          cases.add(new Case(rest[0], iou, new ArrayList<>(), new ArrayList<>()));
          continue;
        }
        Case last = cases.get(cases.size() - 1);
        if (words[0].equals("box")) last.rows().add(floats(rest));
        else last.keeps().add(Arrays.stream(rest).mapToInt(Integer::parseInt).toArray());
      }
    }
    return cases;
  }

  private static float[] floats(String[] words) {
    var numbers = new float[words.length];
    for (int i = 0; i < words.length; i++) numbers[i] = Float.parseFloat(words[i]);
    return numbers;
  }
}
