package dev.fovea.task.detect.metric;

import dev.fovea.image.Box;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One case of coco_golden.txt.gz, which coco_golden.py writes from pycocotools' answers; NaN where
 * that has -1.
 *
 * @param rows of each class AP, AP50, AP75, AR100
 */
record CocoGolden(
    String name, int classes, List<Picture> pictures, List<Double> stats, List<double[]> rows) {

  /** Our metric of this case's pictures. */
  BoxMetric metric() {
    var metric = new BoxMetric(classes);
    metric.addAll(pictures);
    return metric;
  }

  static List<CocoGolden> all() throws IOException {
    var cases = new ArrayList<CocoGolden>();
    try (var in = new GZIPInputStream(CocoGolden.class.getResourceAsStream("coco_golden.txt.gz"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("case")) {
          cases.add(
              new CocoGolden(
                  words[1],
                  Integer.parseInt(words[2]),
                  new ArrayList<>(),
                  new ArrayList<>(),
                  new ArrayList<>()));
        } else {
          double[] numbers = Arrays.stream(words).skip(1).mapToDouble(CocoGolden::number).toArray();
          cases.getLast().read(words[0], numbers);
        }
      }
    }
    return cases;
  }

  static CocoGolden of(String name) throws IOException {
    return all().stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
  }

  private void read(String kind, double[] n) {
    switch (kind) {
      case "picture" -> pictures.add(new Picture());
      case "truth" -> pictures.getLast().truth((int) n[0], box(n, 1), n[5] == 1, n[6]);
      case "answer" -> pictures.getLast().answer((int) n[0], n[1], box(n, 2));
      case "stats" -> Arrays.stream(n).forEach(stats::add);
      case "row" -> rows.add(Arrays.copyOfRange(n, 1, 5));
      default -> throw new IllegalStateException("coco_golden.txt.gz: unknown line " + kind);
    }
  }

  private static Box box(double[] n, int from) {
    return new Box(n[from], n[from + 1], n[from + 2], n[from + 3]);
  }

  private static double number(String text) {
    return text.equals("-1") ? Double.NaN : Double.parseDouble(text);
  }
}
