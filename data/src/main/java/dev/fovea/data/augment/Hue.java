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
      float saturation = (value - least) / value;
      float sixth = 6 * turned(hue(r, g, b, value, least), turn);
      int sector = (int) Math.floor(sixth) % 6;
      float f = sixth - (float) Math.floor(sixth);
      float low = Math.clamp(value * (1 - saturation), 0f, 1f);
      float falling = Math.clamp(value * (1 - saturation * f), 0f, 1f);
      float rising = Math.clamp(value * (1 - saturation * (1 - f)), 0f, 1f);
      samples[p] = (int) (back * pick(sector, value, falling, low, low, rising, value));
      samples[p + 1] = (int) (back * pick(sector, rising, value, value, falling, low, low));
      samples[p + 2] = (int) (back * pick(sector, low, low, rising, value, value, falling));
    }
  }

  /** From 0 to 1. */
  private static float hue(float r, float g, float b, float value, float least) {
    float range = value - least;
    float red = (value - r) / range;
    float green = (value - g) / range;
    float blue = (value - b) / range;
    float sixth = value == r ? blue - green : value == g ? 2 + red - blue : 4 + green - red;
    return (sixth / 6 + 1) % 1;
  }

  private static float turned(float hue, float turn) {
    float sum = (hue + turn) % 1;
    return sum < 0 ? sum + 1 : sum;
  }

  private static float pick(
      int sector, float s0, float s1, float s2, float s3, float s4, float s5) {
    return switch (sector) {
      case 0 -> s0;
      case 1 -> s1;
      case 2 -> s2;
      case 3 -> s3;
      case 4 -> s4;
      default -> s5;
    };
  }
}
