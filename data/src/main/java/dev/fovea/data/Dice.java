package dev.fovea.data;

import java.util.random.RandomGenerator;

/**
 * A small generator of random numbers that is thrown anew for each purpose (SplitMix64: a counter
 * and a hash of it).
 *
 * <p>{@code Dice.of(seed, epoch, index, purpose)} depends on its four numbers alone, so what
 * happens to one picture does not depend on what was drawn for another. Integer arithmetic and
 * {@link StrictMath} only: the same numbers on every machine. Not for several threads at once, and
 * not for secrets.
 */
public final class Dice implements RandomGenerator {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Dice of their own for every list of numbers. */
  public static Dice of(long... keys) {
    long state = 0x0F0E0A0F0E0AL;
    for (long key : keys) state = mix(state * 31 + GOLDEN + mix(key + GOLDEN));
    return new Dice(state);
  }

  @Override
  public long nextLong() {
    return mix(state += GOLDEN);
  }

  /** Evenly spread over [0, 1), 53 bits. */
  public double uniform() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Evenly spread from {@code low} to {@code high}; {@code low} itself when they are equal. */
  public double uniform(double low, double high) {
    return low + uniform() * (high - low);
  }

  /** A whole number from 0 up to, not including, {@code bound}. */
  public int below(int bound) {
    if (bound <= 0) throw new IllegalArgumentException("bound must be above 0, got " + bound);
    return (int) (uniform() * bound);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /** The numbers from 0 to {@code n - 1} in random order (Fisher and Yates). */
  public int[] permutation(int n) {
    var order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** From the normal distribution of mean 0 and deviation 1 (Box and Muller). */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** From Beta(a, b), both above 0, as a share of two draws from Gamma. */
  public double beta(double a, double b) {
    double x = gamma(a);
    double y = gamma(b);
    return x + y == 0 ? (chance(a / (a + b)) ? 1 : 0) : x / (x + y);
  }

  /** {@code n} shares that sum to 1, from the Dirichlet distribution of one alpha for all. */
  public double[] dirichlet(double alpha, int n) {
    var shares = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      shares[i] = gamma(alpha);
      sum += shares[i];
    }
    if (sum == 0) { // an alpha so small that every draw is below the smallest number
      shares[below(n)] = 1;
      return shares;
    }
    for (int i = 0; i < n; i++) shares[i] /= sum;
    return shares;
  }

  /** From Gamma(shape, 1): Marsaglia and Tsang 2000, with their boost below 1. */
  private double gamma(double shape) {
    if (shape < 1) return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(1 - uniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
