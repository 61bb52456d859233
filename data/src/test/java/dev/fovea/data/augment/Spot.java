package dev.fovea.data.augment;

import dev.fovea.image.Image;
import dev.fovea.image.Point;

/** A white spot on black that can be found again. */
final class Spot {
  private Spot() {}

  /** Far enough from the edge of 128 x 96 px for the whole spot to be seen. */
  static boolean inside(Point at) {
    return at.x() > 16 && at.x() < 112 && at.y() > 16 && at.y() < 80;
  }

  static Image of(int width, int height, double x, double y) {
    var samples = new byte[width * height];
    for (int j = 0; j < height; j++) {
      for (int i = 0; i < width; i++) {
        double r = ((i + 0.5 - x) * (i + 0.5 - x) + (j + 0.5 - y) * (j + 0.5 - y)) / 18;
        samples[j * width + i] = (byte) Math.rint(250 * Math.exp(-r));
      }
    }
    return Image.of8(width, height, 1, samples);
  }

  static double[] centre(Image image) {
    double sum = 0;
    double sx = 0;
    double sy = 0;
    for (int j = 0; j < image.height(); j++) {
      for (int i = 0; i < image.width(); i++) {
        int level = image.at(i, j, 0);
        sum += level;
        sx += level * (i + 0.5);
        sy += level * (j + 0.5);
      }
    }
    return new double[] {sx / sum, sy / sum};
  }
}
