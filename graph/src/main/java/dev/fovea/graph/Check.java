package dev.fovea.graph;

/** Refusals that name the thing, the value received and the rule it broke. */
final class Check {
  private Check() {}

  static void positive(String what, int value) {
    if (value <= 0) throw new GraphException(what + " must be positive, got " + value);
  }

  static void notNegative(String what, int value) {
    if (value < 0) throw new GraphException(what + " must not be negative, got " + value);
  }

  static void positive(String what, Size value) {
    if (value.h() <= 0 || value.w() <= 0)
      throw new GraphException(what + " must be positive, got " + value);
  }

  static void notNegative(String what, Size value) {
    if (value.h() < 0 || value.w() < 0)
      throw new GraphException(what + " must not be negative, got " + value);
  }

  static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value))
      throw new GraphException(what + " must be positive, got " + value);
  }

  static void rate(String what, double value) {
    if (!(value >= 0 && value < 1))
      throw new GraphException(what + " must be from 0 to below 1, got " + value);
  }

  /** A number that was worked out, where it is not too large for a shape. */
  static int fits(String what, long value) {
    if (value > Integer.MAX_VALUE)
      throw new GraphException(what + " must be at most " + Integer.MAX_VALUE + ", got " + value);
    return (int) value;
  }

  static void finite(String what, double value) {
    if (!Double.isFinite(value)) throw new GraphException(what + " must be finite, got " + value);
  }

  static void corners(Interpolation interpolation, boolean aligned) {
    if (aligned && interpolation == Interpolation.NEAREST)
      throw new GraphException("nearest interpolation has no corners to align");
  }

  static void divides(String what, int divisor, String of, int value) {
    positive(what, divisor);
    if (value % divisor != 0)
      throw new GraphException(what + " must divide " + of + ", got " + divisor + " and " + value);
  }

  static void channels(int in, int out, int groups) {
    positive("in channels", in);
    positive("out channels", out);
    divides("groups", groups, "in channels", in);
    divides("groups", groups, "out channels", out);
  }

  /** What slides over a map. */
  static void window(Size kernel, Size stride, Size padding, Size dilation) {
    positive("kernel", kernel);
    positive("stride", stride);
    notNegative("padding", padding);
    positive("dilation", dilation);
  }

  static void halfKernel(Size kernel, Size padding) {
    if (padding.h() > kernel.h() / 2 || padding.w() > kernel.w() / 2)
      throw new GraphException(
          "pool padding must be at most half the kernel, got " + padding + " for " + kernel);
  }

  static void name(String what, String name) {
    if (name == null || name.isBlank()) throw new GraphException(what + " needs a name");
  }
}
