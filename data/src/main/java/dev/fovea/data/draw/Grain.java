package dev.fovea.data.draw;

import dev.fovea.data.Dice;

/** The texture of one part: noise of mean 0 and deviation about 1 over the plane. */
final class Grain {
  private final float[] table = new float[8192];

  Grain(Dice dice) {
    for (int i = 0; i < table.length; i++) table[i] = (float) dice.normal();
  }

  /** Noise that changes fast across and slowly along. */
  double streaks(double along, double across) {
    int a = (int) Math.floor(along);
    int b = (int) Math.floor(across);
    double t = smooth(along - a);
    double s = across - b;
    double here = level(a, b) + s * (level(a, b + 1) - level(a, b));
    double next = level(a + 1, b) + s * (level(a + 1, b + 1) - level(a + 1, b));
    return here + t * (next - here);
  }

  /** Noise that is alike in all directions: values on a grid, smoothly joined. */
  double patches(double x, double y) {
    int a = (int) Math.floor(x);
    int b = (int) Math.floor(y);
    double t = smooth(x - a);
    double s = smooth(y - b);
    double left = level(a, b) + s * (level(a, b + 1) - level(a, b));
    double right = level(a + 1, b) + s * (level(a + 1, b + 1) - level(a + 1, b));
    return left + t * (right - left);
  }

  private float level(int a, int b) {
    int hash = a * 0x9E3779B1 + b * 0x85EBCA77;
    return table[(hash ^ (hash >>> 15)) & (table.length - 1)];
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
