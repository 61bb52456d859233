package dev.fovea.image;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Changes samples by what they are alone, through a table where one pays; alpha stays. */
final class Lookup {
  private Lookup() {}

  /** One function for every sample. */
  static Image of(Image image, IntUnaryOperator change) {
    if (image.bits() == 16) return each(image, (channel, value) -> change.applyAsInt(value));
    int[] table = table(255, change);
    if (image.hasAlpha()) return each(image, (channel, value) -> table[value]);
    byte[] in = image.bytes();
    var out = new byte[in.length];
    for (int i = 0; i < in.length; i++) out[i] = (byte) table[in[i] & 0xff];
    return Image.of8(image.width(), image.height(), image.channels(), out);
  }

  /** A table of 256 or 65536 values for each colour. */
  static Image of(Image image, int[][] tables) {
    return each(image, (channel, value) -> tables[channel][value]);
  }

  /** The values of a function from 0 to {@code full}. */
  static int[] table(int full, IntUnaryOperator change) {
    var table = new int[full + 1];
    Arrays.setAll(table, change);
    return table;
  }

  /** How many channels are not alpha. */
  static int colours(Image image) {
    return image.hasAlpha() ? image.channels() - 1 : image.channels();
  }

  private interface Change {
    int of(int channel, int value);
  }

  private static Image each(Image image, Change change) {
    var in = Samples.of(image);
    int c = image.channels();
    int colours = colours(image);
    var out = Samples.room(image, image.width(), image.height(), c);
    for (int i = 0; i < in.size(); i += c) {
      for (int k = 0; k < c; k++) {
        int value = in.get(i + k);
        out.set(i + k, k < colours ? change.of(k, value) : value);
      }
    }
    return out.image(image.width(), image.height(), c);
  }
}
