package dev.fovea.image;

/**
 * The resampling filters, as Pillow defines them; all but NEAREST widen with the scale when they
 * shrink a picture.
 */
public enum Kernel {
  /** The pixel whose square holds the point. */
  NEAREST(0),
  /** Every source pixel under the target pixel weighs the same. */
  BOX(0.5),
  /** A triangle. */
  BILINEAR(1),
  /** Keys' cubic with a = -0.5. */
  BICUBIC(2),
  /** Sinc under a sinc window of three lobes. */
  LANCZOS(3);

  private final double support;

  Kernel(double support) {
    this.support = support;
  }

  /** Half the width of the filter, in source pixels at scale 1. */
  public double support() {
    return support;
  }

  /** The weight at a distance from the centre, in source pixels at scale 1. */
  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case NEAREST -> throw new IllegalStateException("NEAREST has no weights");
      case BOX -> distance > -0.5 && distance <= 0.5 ? 1 : 0;
      case BILINEAR -> x < 1 ? 1 - x : 0;
      case BICUBIC ->
          x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
      case LANCZOS -> x < 3 ? sinc(distance) * sinc(distance / 3) : 0;
    };
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
  }
}
