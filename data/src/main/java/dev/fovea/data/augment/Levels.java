package dev.fovea.data.augment;

import dev.fovea.image.Image;

/**
 * The samples of a picture as whole numbers, {@code [h, w, c]}, while colours change; the
 * arithmetic is that of torchvision's {@code _functional_tensor} (single precision, cut off to
 * whole levels after each change). Alpha keeps still.
 */
final class Levels {
  private final int width;
  private final int height;
  private final int channels;
  private final int bits;
  private final int max;
  private final int[] samples;

  private Levels(Image image, int[] samples) {
    this.width = image.width();
    this.height = image.height();
    this.channels = image.channels();
    this.bits = image.bits();
    this.max = bits == 8 ? 255 : 65535;
    this.samples = samples;
  }

  static Levels of(Image image) {
    var samples = new int[image.width() * image.height() * image.channels()];
    if (image.bits() == 8) {
      byte[] from = image.bytes();
      for (int i = 0; i < samples.length; i++) samples[i] = from[i] & 0xFF;
    } else {
      short[] from = image.shorts();
      for (int i = 0; i < samples.length; i++) samples[i] = from[i] & 0xFFFF;
    }
    return new Levels(image, samples);
  }

  int channels() {
    return channels;
  }

  /** The white level: 255 or 65535. */
  int max() {
    return max;
  }

  /** The numbers themselves, to be changed. */
  int[] samples() {
    return samples;
  }

  Image image() {
    if (bits == 8) {
      var to = new byte[samples.length];
      for (int i = 0; i < to.length; i++) to[i] = (byte) samples[i];
      return Image.of8(width, height, channels, to);
    }
    var to = new short[samples.length];
    for (int i = 0; i < to.length; i++) to[i] = (short) samples[i];
    return Image.of16(width, height, channels, to);
  }

  /** Whether there is a hue to speak of. */
  boolean colour() {
    return channels >= 3;
  }

  void brightness(float factor) {
    for (int p = 0; p < samples.length; p += channels) blend(p, 0, factor);
  }

  void contrast(float factor) {
    double sum = 0;
    for (int p = 0; p < samples.length; p += channels) sum += grey(p);
    float mean = (float) (sum / ((double) width * height));
    for (int p = 0; p < samples.length; p += channels) blend(p, mean, factor);
  }

  void saturation(float factor) {
    if (!colour()) return;
    for (int p = 0; p < samples.length; p += channels) blend(p, grey(p), factor);
  }

  private void blend(int pixel, float other, float factor) {
    float rest = (1 - factor) * other;
    int end = pixel + (colour() ? 3 : 1);
    for (int i = pixel; i < end; i++) {
      samples[i] = (int) Math.clamp(factor * samples[i] + rest, 0f, max);
    }
  }

  private int grey(int p) {
    if (!colour()) return samples[p];
    return (int) (0.2989f * samples[p] + 0.587f * samples[p + 1] + 0.114f * samples[p + 2]);
  }
}
