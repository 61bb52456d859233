package dev.fovea.task.classify;

import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Interval;
import dev.fovea.task.classify.metric.Scores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One case of metric_golden.txt, which metric_golden.py writes from scikit-learn's answers. */
record MetricGolden(
    String name,
    List<float[]> probabilities,
    List<int[]> truths,
    Map<String, Double> values,
    List<double[]> rows,
    List<long[]> confusion,
    Map<String, Interval> intervals) {

  private MetricGolden(String name) {
    this(
        name,
        new ArrayList<>(),
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new LinkedHashMap<>());
  }

  /** Our scores of this case's examples. */
  Scores scores(Bootstrap bootstrap) {
    int classes = probabilities.getFirst().length;
    boolean anyOf = name.startsWith("many");
    Metric metric = anyOf ? Metric.anyOf(classes) : Metric.oneOf(classes);
    for (int i = 0; i < truths.size(); i++) {
      if (anyOf) {
        var set = new BitSet();
        for (int label : truths.get(i)) set.set(label);
        metric.add(probabilities.get(i), set);
      } else {
        metric.add(probabilities.get(i), truths.get(i)[0]);
      }
    }
    return metric.scores(bootstrap);
  }

  static List<MetricGolden> all() throws IOException {
    var cases = new ArrayList<MetricGolden>();
    try (var in = MetricGolden.class.getResourceAsStream("metric_golden.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        List<String> words = List.of(line.trim().split("\\s+"));
        if (words.getFirst().equals("case")) cases.add(new MetricGolden(words.get(1)));
        else cases.getLast().read(words.getFirst(), words.subList(1, words.size()));
      }
    }
    return cases;
  }

  private void read(String kind, List<String> words) {
    switch (kind) {
      case "example" -> {
        int bar = words.indexOf("|");
        var row = new float[bar];
        for (int c = 0; c < bar; c++) row[c] = Float.parseFloat(words.get(c));
        probabilities.add(row);
        List<String> labels = words.subList(bar + 1, words.size());
        truths.add(labels.stream().mapToInt(Integer::parseInt).toArray());
      }
      case "value" -> values.put(words.get(0), number(words.get(1)));
      case "row" -> rows.add(words.stream().mapToDouble(MetricGolden::number).toArray());
      case "confusion" -> confusion.add(words.stream().mapToLong(Long::parseLong).toArray());
      case "interval" ->
          intervals.put(words.get(0), new Interval(number(words.get(1)), number(words.get(2))));
      case "end" -> check();
      default -> throw new IllegalStateException("metric_golden.txt: unknown line " + kind);
    }
  }

  private void check() {
    boolean whole = values.size() >= 9 && rows.size() == probabilities.getFirst().length;
    if (!whole || truths.size() < 6) {
      throw new IllegalStateException("metric_golden.txt: case " + name + " is not whole");
    }
  }

  private static double number(String text) {
    return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }
}
