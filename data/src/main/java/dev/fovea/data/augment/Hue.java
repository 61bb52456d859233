package dev.fovea.data.augment;

/**
 * Turns the colour circle: RGB to hue, saturation and value, and back, as torchvision's {@code
 * adjust_hue} does on tensors.
 */
final class Hue {
  private Hue() {}

  /** Turns every pixel's hue by {@code turn} of the circle; grey pictures stay as they are. */
  static void turn(Levels levels, float turn) {
    if (!levels.colour() || turn == 0) return;
    int[] samples = levels.samples();
    float max = levels.max();
    float back = max + 1 - 1e-3f;
    for (int p = 0; p < samples.length; p += levels.channels()) {
      float r = samples[p] / max;
      float g = samples[p + 1] / max;
      float b = samples[p + 2] / max;
      float value = Math.max(r, Math.max(g, b));
      float least = Math.min(r, Math.min(g, b));
      if (value == least) continue;
      float sixth = wrapped(sixth(r, g, b, value, value - least) + 6 * turn);
      write(samples, p, sixth, value, (value - least) / value, back);
    }
  }

  /** Where on the circle a colour is, -1 to 5, red at 0. */
  private static float sixth(float r, float g, float b, float value, float range) {
    if (value == r) return (g - b) / range;
    return value == g ? 2 + (b - r) / range : 4 + (r - g) / range;
  }

  /** Into [0, 6); no remainder is taken, for that costs more than all the rest. */
  private static float wrapped(float sixth) {
    float up = sixth < 0 ? sixth + 6 : sixth;
    return up < 6 ? up : up - 6;
  }

  private static void write(
      int[] samples, int p, float sixth, float value, float saturation, float back) {
    int sector = (int) sixth;
    float f = sixth - sector;
    int most = (int) (back * value);
    int low = (int) (back * (value * (1 - saturation)));
    int falling = (int) (back * (value * (1 - saturation * f)));
    int rising = (int) (back * (value * (1 - saturation * (1 - f))));
    switch (sector) {
      case 0 -> put(samples, p, most, rising, low);
      case 1 -> put(samples, p, falling, most, low);
      case 2 -> put(samples, p, low, most, rising);
      case 3 -> put(samples, p, low, falling, most);
      case 4 -> put(samples, p, rising, low, most);
      default -> put(samples, p, most, low, falling);
    }
  }

  private static void put(int[] samples, int p, int r, int g, int b) {
    samples[p] = r;
    samples[p + 1] = g;
    samples[p + 2] = b;
  }
}
