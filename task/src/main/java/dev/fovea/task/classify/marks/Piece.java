package dev.fovea.task.classify.marks;

import dev.fovea.data.Dice;
import dev.fovea.image.Image;
import dev.fovea.image.Numbers;
import java.nio.FloatBuffer;

/** A square cut out of a picture, in shares of a full sample. */
final class Piece {
  private static final double GAIN = 0.2;
  private static final double SHIFT = 0.3;

  private final float[] shares;
  private final int channels;
  private final int px;

  /**
   * @param shares [c, px, px], taken over
   */
  Piece(float[] shares, int channels, int px) {
    this.shares = shares;
    this.channels = channels;
    this.px = px;
  }

  /** [c, px, px]; what is written to it changes the piece. */
  float[] shares() {
    return shares;
  }

  int channels() {
    return channels;
  }

  int px() {
    return px;
  }

  /** With a corner at (left, top), moved so that it lies within the picture. */
  static Piece cut(Image image, int left, int top, int px) {
    int x0 = Math.clamp(left, 0, image.width() - px);
    int y0 = Math.clamp(top, 0, image.height() - px);
    float full = image.bits() == 8 ? 255 : 65535;
    var shares = new float[image.channels() * px * px];
    for (int c = 0, i = 0; c < image.channels(); c++)
      for (int y = 0; y < px; y++)
        for (int x = 0; x < px; x++, i++) shares[i] = image.at(x0 + x, y0 + y, c) / full;
    return new Piece(shares, image.channels(), px);
  }

  /** Around a place, which lies up to {@code jitter} pixels off its middle. */
  static Piece around(Image image, Place place, int px, int jitter, Dice dice) {
    int left = place.x() - px / 2 + dice.below(2 * jitter + 1) - jitter;
    int top = place.y() - px / 2 + dice.below(2 * jitter + 1) - jitter;
    return cut(image, left, top, px);
  }

  /** Writes the network's numbers, mirrored, transposed, brighter or darker as the dice say. */
  void write(Numbers numbers, Dice dice, FloatBuffer out, int offset) {
    boolean mirrored = dice.chance(0.5);
    boolean upsideDown = dice.chance(0.5);
    boolean transposed = dice.chance(0.5);
    float gain = (float) dice.uniform(1 - GAIN, 1 + GAIN);
    float shift = (float) dice.uniform(-SHIFT, SHIFT);
    int at = offset;
    for (int c = 0; c < channels; c++) {
      float mean = numbers.mean().get(c).floatValue();
      float deviation = numbers.deviation().get(c).floatValue();
      for (int y = 0; y < px; y++)
        for (int x = 0; x < px; x++) {
          int row = upsideDown ? px - 1 - y : y;
          int column = mirrored ? px - 1 - x : x;
          int from = transposed ? column * px + row : row * px + column;
          float number = (shares[c * px * px + from] * (float) numbers.white() - mean) / deviation;
          out.put(at++, number * gain + shift);
        }
    }
  }
}
