package dev.fovea.task.detect.metric;

import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collects what a detector says about one picture after the other and reads the scores at the end:
 * those of COCO's evaluation of boxes, equal to pycocotools'.
 *
 * <pre>{@code
 * var metric = new BoxMetric(classes);
 * for (...) metric.add(new Picture().truth(...).answer(...));
 * BoxScores scores = metric.scores(Bootstrap.DEFAULT);
 * scores.get("map50"); scores.rows(); scores.flat();
 * Curves curves = metric.curves();
 * List<Faults> worst = metric.faults(curves.best().confidence());
 * }</pre>
 *
 * <p>Keeps 29 bytes an answer and nothing of the pictures. Pictures are numbered from 0 as they
 * come; of two equal scores that of the earlier picture is taken first. Not for several threads at
 * once, but it uses several by itself, and the numbers do not depend on how many.
 */
public final class BoxMetric {
  /** So many pictures are matched at once. */
  private static final int TOGETHER = 512;

  private final ClassMatches[] classes;
  private ClassMatches[] sorted;
  private int pictures;

  /** For labels from 0 to below {@code classes}. */
  public BoxMetric(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("metric: expects 1 class or more, got " + classes);
    }
    this.classes = new ClassMatches[classes];
    Arrays.setAll(this.classes, c -> new ClassMatches());
  }

  /** Adds a picture; one without truths and answers counts too. */
  public void add(Picture picture) {
    add(Matcher.of(picture, classes.length));
  }

  /** Adds pictures in their order, worked out on all cores. */
  public void addAll(List<Picture> all) {
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<Picture> some = all.subList(from, Math.min(from + TOGETHER, all.size()));
      some.parallelStream().map(p -> Matcher.of(p, classes.length)).toList().forEach(this::add);
    }
  }

  private void add(Matches matches) {
    sorted = null;
    for (int k = 0; k < matches.truthLabels.length; k++)
      classes[matches.truthLabels[k]].truth(pictures, matches.truthAreas[k]);
    for (int i = 0; i < matches.answers(); i++)
      classes[matches.labels[i]].answer(pictures, matches, i);
    pictures++;
  }

  /** Pictures added so far. */
  public int pictures() {
    return pictures;
  }

  /**
   * The scores of all pictures. The bootstrap draws pictures; of very many answers it draws less
   * often, or not at all, so that it takes seconds.
   */
  public BoxScores scores(Bootstrap bootstrap) {
    if (pictures == 0) {
      throw new IllegalStateException("metric: no picture was added, so there is nothing to score");
    }
    ClassMatches[] all = sorted();
    List<ClassNumbers> numbers =
        IntStream.range(0, all.length)
            .parallel()
            .mapToObj(c -> ClassNumbers.of(c, all[c]))
            .toList();
    var values = new LinkedHashMap<String, Double>();
    for (int n = 0; n < ClassNumbers.NAMES.length; n++) {
      int number = n;
      double mean = mean(numbers.stream().mapToDouble(c -> c.values().get(number)).toArray());
      if (!Double.isNaN(mean)) values.put(ClassNumbers.NAMES[n], mean);
    }
    var intervals = new LinkedHashMap<String, Interval>();
    if (bootstrap.resamples() > 0 && values.containsKey("map")) intervals(bootstrap, intervals);
    return new BoxScores(
        pictures,
        Collections.unmodifiableMap(values),
        Collections.unmodifiableMap(intervals),
        numbers.stream().map(ClassNumbers::row).toList());
  }

  /** How precision, recall and F1 go with the least confidence, at an overlap of 0.5. */
  public Curves curves() {
    return Curves.of(sorted());
  }

  /**
   * What goes wrong in each picture when answers below {@code confidence} are left out: the picture
   * of the most faults first, of as many the earlier one. An overlap of 0.5 finds a truth.
   */
  public List<Faults> faults(double confidence) {
    var truths = new int[pictures];
    var right = new int[pictures];
    var wrong = new int[pictures];
    long bit = Coco.bit(Coco.ALL, 0);
    for (ClassMatches matches : classes) {
      matches.countTruths(truths);
      for (int i = 0; i < matches.answers(); i++) {
        if (matches.score(i) < confidence) continue;
        if (matches.right(i, bit)) right[matches.picture(i)]++;
        else if (matches.wrong(i, bit)) wrong[matches.picture(i)]++;
      }
    }
    var faults = new ArrayList<Faults>();
    for (int p = 0; p < pictures; p++)
      faults.add(new Faults(p, truths[p], truths[p] - right[p], wrong[p]));
    Collections.sort(faults);
    return Collections.unmodifiableList(faults);
  }

  private ClassMatches[] sorted() {
    if (sorted == null) {
      sorted =
          Arrays.stream(classes).parallel().map(ClassMatches::sorted).toArray(ClassMatches[]::new);
    }
    return sorted;
  }

  private void intervals(Bootstrap bootstrap, Map<String, Interval> intervals) {
    Bootstrap within = bootstrap.within(steps());
    if (within.resamples() == 0) return;
    Interval[] found = within.of(pictures, 2, this::weighted);
    intervals.put("map", found[0]);
    intervals.put("map50", found[1]);
  }

  /** Of work that one draw of a bootstrap is. */
  long steps() {
    long answers = Arrays.stream(sorted()).mapToLong(ClassMatches::answers).sum();
    return Coco.OVERLAPS * answers + pictures;
  }

  /** map and map50 where picture {@code p} counts {@code weights[p]} times. */
  double[] weighted(int[] weights) {
    ClassMatches[] all = sorted();
    var map = new double[all.length];
    var map50 = new double[all.length];
    for (int c = 0; c < all.length; c++) {
      var precision = new AveragePrecision(all[c]);
      map50[c] = precision.of(0, weights);
      map[c] = map50[c];
      for (int t = 1; t < Coco.OVERLAPS; t++) map[c] += precision.of(t, weights);
      map[c] /= Coco.OVERLAPS;
    }
    return new double[] {mean(map), mean(map50)};
  }

  /** Without NaNs; NaN of nothing else. */
  static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }
}
