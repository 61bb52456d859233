package dev.fovea.image;

/** Turns a picture upright, as the orientation of EXIF says. */
final class Orientation {
  private Orientation() {}

  /** The picture upright; orientation 1 returns the same picture. */
  static Image upright(Image image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    boolean turned = orientation > 4;
    boolean flipX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    boolean flipY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    int w = turned ? image.height() : image.width();
    int h = turned ? image.width() : image.height();
    int across = turned ? image.width() : 1;
    int down = turned ? 1 : image.width();
    int first = (flipX ? (w - 1) * across : 0) + (flipY ? (h - 1) * down : 0);
    return walk(image, w, h, first, flipX ? -across : across, flipY ? -down : down);
  }

  /** Reads the source from pixel {@code first} on, in steps of pixels across and down. */
  private static Image walk(Image image, int w, int h, int first, int across, int down) {
    int c = image.channels();
    var in = Samples.of(image);
    var out = Samples.room(image, w, h, c);
    int at = 0;
    for (int y = 0; y < h; y++) {
      int from = (first + y * down) * c;
      for (int x = 0; x < w; x++, from += across * c, at += c) {
        out.copy(at, in, from, c);
      }
    }
    return out.image(w, h, c);
  }
}
