package dev.fovea.task.probe;

import dev.fovea.predict.model.Novelty;
import java.util.Arrays;
import java.util.List;

/**
 * Answers by the nearest training pictures: their k largest cosines s each vote exp(s /
 * temperature) for their class, the protocol of InstDisc (Wu et al. 2018, <a
 * href="https://arxiv.org/abs/1805.01978">arXiv:1805.01978</a>, section 3.4) and DINO (Caron et al.
 * 2021, <a href="https://arxiv.org/abs/2104.14294">arXiv:2104.14294</a>), which take a temperature
 * of 0.07 and, DINO, a k of 20.
 */
public final class Neighbours {
  private final Labelled training;
  private final List<float[]> units;
  private final int k;
  private final double temperature;

  private Neighbours(Labelled training, int k, double temperature) {
    this.training = training;
    this.units = training.features().stream().map(Novelty::unit).toList();
    this.k = Math.min(k, training.size());
    this.temperature = temperature;
  }

  /**
   * Over training pictures.
   *
   * @param k how many vote; all where there are fewer
   * @param temperature above 0; infinite for votes that count alike
   */
  public static Neighbours of(Labelled training, int k, double temperature) {
    if (k < 1 || !(temperature > 0))
      throw new IllegalArgumentException(
          "neighbours expect a k of 1 or more and a temperature above 0, got "
              + k
              + " and "
              + temperature);
    return new Neighbours(training, k, temperature);
  }

  /** How many vote. */
  public int k() {
    return k;
  }

  /** Probabilities [classes] of each picture: its neighbours' votes, made to sum to 1. */
  public List<float[]> probabilities(List<float[]> features) {
    return features.parallelStream().map(this::probabilities).toList();
  }

  private float[] probabilities(float[] features) {
    float[] unit = Novelty.unit(features);
    var nearest = new Nearest(k);
    for (int i = 0; i < units.size(); i++) nearest.offer(i, dot(unit, units.get(i)));
    var votes = new double[training.classes()];
    double sum = 0;
    for (int i = 0; i < k; i++) {
      double vote = Math.exp((nearest.cosines[i] - nearest.cosines[0]) / temperature);
      votes[training.labels().get(nearest.pictures[i])] += vote;
      sum += vote;
    }
    var probabilities = new float[votes.length];
    for (int c = 0; c < votes.length; c++) probabilities[c] = (float) (votes[c] / sum);
    return probabilities;
  }

  /** The pictures of the largest cosines, largest first; of equal ones those that came first. */
  private static final class Nearest {
    final double[] cosines;
    final int[] pictures;

    Nearest(int k) {
      cosines = new double[k];
      pictures = new int[k];
      Arrays.fill(cosines, Double.NEGATIVE_INFINITY);
    }

    void offer(int picture, double cosine) {
      int at = cosines.length;
      while (at > 0 && cosine > cosines[at - 1]) at--;
      if (at == cosines.length) return;
      System.arraycopy(cosines, at, cosines, at + 1, cosines.length - at - 1);
      System.arraycopy(pictures, at, pictures, at + 1, pictures.length - at - 1);
      cosines[at] = cosine;
      pictures[at] = picture;
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
    return sum;
  }
}
