package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;
import java.awt.image.IndexColorModel;

/**
 * Writes the stored samples of TIFF rows into a picture: levelss, CMYK, inverted grey, small
 * depths, alpha.
 */
final class TiffPen {
  private static final int WHITE_IS_ZERO = 0;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;
  private static final int PREMULTIPLIED = 1;

  private final Header header;
  private final IndexColorModel levels;
  private final int stored;
  private final int full;
  private final boolean inverted;
  private final boolean cmyk;
  private final boolean premultiplied;
  private final long[] map;
  private final int[] pixel;
  private final short[] samples;

  TiffPen(Header header, TiffTags tags, IndexColorModel levels, int stored) {
    this.header = header;
    this.levels = levels;
    this.stored = stored;
    full = (1 << tags.value(258, 1)) - 1;
    inverted = levels == null && tags.value(262, 1) == WHITE_IS_ZERO;
    cmyk = tags.value(262, 1) == CMYK;
    premultiplied = tags.value(338, 0) == PREMULTIPLIED && (header.channels() & 1) == 0;
    map =
        tags.value(262, 1) == PALETTE ? tags.values().getOrDefault(320, new long[0]) : new long[0];
    pixel = new int[Math.max(4, stored)];
    samples =
        new short
            [Math.multiplyExact(
                Math.multiplyExact(header.width(), header.height()), header.channels())];
  }

  void row(int[] row, int y) {
    int c = header.channels();
    int white = header.bits() == 8 ? 255 : 65535;
    int at = y * header.width() * c;
    for (int x = 0; x < header.width(); x++, at += c) {
      if (levels != null) {
        int rgb = levels.getRGB(row[x * stored]);
        pixel[0] = rgb >> 16 & 0xff;
        pixel[1] = rgb >> 8 & 0xff;
        pixel[2] = rgb & 0xff;
      } else {
        for (int k = 0; k < stored; k++) {
          int value = row[x * stored + k];
          pixel[k] = full == white ? value : value * white / full;
        }
        if (map.length > 0) {
          entry(row[x * stored]);
        }
        pixel[0] = inverted ? white - pixel[0] : pixel[0];
      }
      if (cmyk) {
        Cmyk.toRgb(pixel, white);
      }
      if (premultiplied) {
        divide(c, white);
      }
      for (int k = 0; k < c; k++) {
        samples[at + k] = (short) pixel[k];
      }
    }
  }

  /**
   * The colour of an index; the map holds all reds, then all greens, then all blues, of 16 bits.
   */
  private void entry(int index) {
    int entries = map.length / 3;
    for (int k = 0; k < 3; k++) {
      pixel[k] = index < entries ? (int) (map[k * entries + index] >> 8) : 0;
    }
  }

  private void divide(int c, int white) {
    long alpha = pixel[c - 1];
    for (int k = 0; k < c - 1 && alpha != 0; k++) {
      pixel[k] = (int) Math.min(white, white * (long) pixel[k] / alpha);
    }
  }

  Image image() {
    if (header.bits() == 16) {
      return Image.of16(header.width(), header.height(), header.channels(), samples);
    }
    var bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return Image.of8(header.width(), header.height(), header.channels(), bytes);
  }
}
