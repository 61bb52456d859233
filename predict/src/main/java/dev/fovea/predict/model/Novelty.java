package dev.fovea.predict.model;

import java.util.Arrays;
import java.util.List;

/**
 * Tells pictures of another kind than those that a model learned from: the distance of a picture's
 * features, brought to length 1, to the k-th nearest of some training pictures' (Sun et al. 2022,
 * <a href="https://arxiv.org/abs/2204.06507">arXiv:2204.06507</a>, section 3). It lies from 0 to 2.
 *
 * <p>Why this score: it supposes nothing of how features are distributed and needs no logits, so it
 * works alike for two classes, for several labels and for any network; the energy of logits (Liu et
 * al. 2020) says little where there are two classes or the head was trained briefly, and
 * Mahalanobis' distance (Lee et al. 2018) needs more pictures of each class than features.
 */
public final class Novelty {
  /** The share of familiar pictures that the threshold lets through. */
  public static final double KEPT = 0.95;

  private final List<float[]> known;
  private final int k;
  private final double threshold;

  private Novelty(List<float[]> known, int k, double threshold) {
    this.known = List.copyOf(known);
    this.k = k;
    this.threshold = threshold;
    if (known.isEmpty() || k < 1 || k > known.size())
      throw new IllegalArgumentException(
          "the k of novelty must be from 1 to " + known.size() + " known pictures, got " + k);
    int width = known.get(0).length;
    for (float[] each : known)
      if (each.length != width || width == 0)
        throw new IllegalArgumentException("features of several widths cannot be compared");
    if (!(threshold >= 0 && threshold <= 2))
      throw new IllegalArgumentException(
          "the threshold of novelty must be from 0 to 2, got " + threshold);
  }

  /** Of stored numbers: features of length 1. */
  static Novelty of(List<float[]> unit, int k, double threshold) {
    return new Novelty(unit, k, threshold);
  }

  /**
   * Fits it.
   *
   * @param training features of pictures that the model learned from, at least one
   * @param held features of pictures like them that it did not learn from, at least one: the
   *     threshold is the smallest that {@value #KEPT} of them stay within
   * @param k which of the nearest counts
   */
  public static Novelty fit(List<float[]> training, List<float[]> held, int k) {
    var loose = new Novelty(training.stream().map(Novelty::unit).toList(), k, 2);
    double[] distances = held.stream().mapToDouble(loose::distance).sorted().toArray();
    int last = (int) Math.ceil(KEPT * distances.length) - 1;
    return new Novelty(loose.known, k, Math.min(2, distances[last]));
  }

  /** How unlike the known pictures one with these features is, 0 to 2. */
  public double distance(float[] features) {
    if (features.length != width())
      throw new IllegalArgumentException(
          "the known pictures have " + width() + " features, got " + features.length);
    float[] unit = unit(features);
    var distances = new double[known.size()];
    for (int i = 0; i < distances.length; i++) distances[i] = square(unit, known.get(i));
    Arrays.sort(distances);
    return Math.sqrt(distances[k - 1]);
  }

  /** Whether such a distance is beyond the threshold. */
  public boolean isUnfamiliar(double distance) {
    return distance > threshold;
  }

  /** Features of the known pictures, each of length 1. */
  public List<float[]> known() {
    return known;
  }

  public int k() {
    return k;
  }

  /** Beyond this distance a picture is unfamiliar. */
  public double threshold() {
    return threshold;
  }

  /** How many features a picture has. */
  public int width() {
    return known.get(0).length;
  }

  /** The vector brought to length 1; one of zeros stays. */
  public static float[] unit(float[] features) {
    double sum = 0;
    for (float f : features) sum += (double) f * f;
    var unit = new float[features.length];
    for (int i = 0; i < unit.length; i++)
      unit[i] = sum > 0 ? (float) (features[i] / Math.sqrt(sum)) : 0;
    return unit;
  }

  private static double square(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = a[i] - b[i];
      sum += d * d;
    }
    return sum;
  }
}
