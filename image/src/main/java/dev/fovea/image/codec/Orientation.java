package dev.fovea.image.codec;

import dev.fovea.image.Image;

/** Turns a picture upright, as the orientation of EXIF says. */
public final class Orientation {
  private Orientation() {}

  /** The picture upright; orientation 1 returns the same picture. */
  public static Image upright(Image image, int orientation) {
    if (orientation <= 1 || orientation > 8) {
      return image;
    }
    boolean turned = orientation > 4;
    int w = turned ? image.height() : image.width();
    int h = turned ? image.width() : image.height();
    int c = image.channels();
    int acrossStep = turned ? image.width() : 1;
    int downStep = turned ? 1 : image.width();
    boolean flipX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    boolean flipY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    int first = (flipX ? (w - 1) * acrossStep : 0) + (flipY ? (h - 1) * downStep : 0);
    acrossStep = flipX ? -acrossStep : acrossStep;
    downStep = flipY ? -downStep : downStep;
    if (image.bits() == 8) {
      byte[] in = image.bytes();
      var out = new byte[in.length];
      for (int y = 0, at = 0; y < h; y++) {
        for (int x = 0, from = (first + y * downStep) * c; x < w; x++, from += acrossStep * c) {
          for (int k = 0; k < c; k++) {
            out[at++] = in[from + k];
          }
        }
      }
      return Image.of8(w, h, c, out);
    }
    short[] in = image.shorts();
    var out = new short[in.length];
    for (int y = 0, at = 0; y < h; y++) {
      for (int x = 0, from = (first + y * downStep) * c; x < w; x++, from += acrossStep * c) {
        for (int k = 0; k < c; k++) {
          out[at++] = in[from + k];
        }
      }
    }
    return Image.of16(w, h, c, out);
  }
}
