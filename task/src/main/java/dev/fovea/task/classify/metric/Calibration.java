package dev.fovea.task.classify.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well probabilities say how often an answer is right. Of one label a picture: the probability
 * of the most probable class beside whether it is the truth (Guo et al. 2017, <a
 * href="https://arxiv.org/abs/1706.04599">arXiv:1706.04599</a>, equations 2 to 5). Of several
 * labels: the probability of every class of every picture beside whether it is true.
 *
 * @param bins 15 of equal width, from 0 up; the upper end belongs to the next, 1 to the last
 * @param ece expected calibration error: the gap of each bin, weighted by its examples
 * @param mce the largest gap of a bin
 * @param adaptive as ece, with 15 bins of equal numbers of examples (Nguyen and O'Connor 2015)
 */
public record Calibration(List<Bin> bins, double ece, double mce, double adaptive) {
  private static final int BINS = 15;

  /**
   * Answers of about one probability.
   *
   * @param examples how many there are
   * @param confidence their mean probability; 0 without examples
   * @param accuracy the share that is right; 0 without examples
   */
  public record Bin(long examples, double confidence, double accuracy) {
    double gap() {
      return Math.abs(confidence - accuracy);
    }
  }

  public Calibration {
    bins = List.copyOf(bins);
  }

  static Calibration of(double[] probabilities, boolean[] right) {
    var groups = new ArrayList<List<Integer>>();
    for (int b = 0; b < BINS; b++) groups.add(new ArrayList<>());
    for (int i = 0; i < right.length; i++)
      groups.get(Math.min(BINS - 1, (int) (probabilities[i] * BINS))).add(i);
    List<Bin> bins = groups.stream().map(group -> bin(group, probabilities, right)).toList();
    double largest = bins.stream().mapToDouble(Bin::gap).max().orElse(0);
    double adaptive = error(equal(probabilities, right), right.length);
    return new Calibration(bins, error(bins, right.length), largest, adaptive);
  }

  /** Bins of equal numbers of examples; the first ones take what does not divide. */
  private static List<Bin> equal(double[] probabilities, boolean[] right) {
    List<Integer> sorted =
        IntStream.range(0, right.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .toList();
    var bins = new ArrayList<Bin>();
    int from = 0;
    for (int b = 0; b < BINS; b++) {
      int to = from + right.length / BINS + (b < right.length % BINS ? 1 : 0);
      bins.add(bin(sorted.subList(from, to), probabilities, right));
      from = to;
    }
    return bins;
  }

  private static Bin bin(List<Integer> group, double[] probabilities, boolean[] right) {
    double confidence = group.stream().mapToDouble(i -> probabilities[i]).average().orElse(0);
    double accuracy = group.stream().mapToDouble(i -> right[i] ? 1 : 0).average().orElse(0);
    return new Bin(group.size(), confidence, accuracy);
  }

  private static double error(List<Bin> bins, int examples) {
    return bins.stream().mapToDouble(bin -> bin.gap() * bin.examples()).sum() / examples;
  }
}
