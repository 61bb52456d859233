package dev.fovea.image;

/** Grey, RGB and alpha into one another, with Pillow's rounding. */
public final class Convert {
  private Convert() {}

  /** The picture in these colours, alpha treated as the rule says. */
  public static Image of(Image image, Colours colours, AlphaRule rule) {
    if (image.hasAlpha() && rule instanceof AlphaRule.Over over) {
      return of(Flatten.over(image, over), colours, rule);
    }
    int from = image.channels();
    int to = colours.channels();
    if (from == to) {
      return image;
    }
    var in = Samples.of(image);
    var out = Samples.room(image, image.width(), image.height(), to);
    int at = 0;
    for (int i = 0; i < in.size(); i += from, at += to) {
      if (from >= 3 && to == 3) {
        out.copy(at, in, i, 3);
      } else if (from >= 3) {
        out.set(at, grey(in.get(i), in.get(i + 1), in.get(i + 2)));
      } else {
        for (int k = 0; k < to; k++) {
          out.copy(at + k, in, i, 1);
        }
      }
    }
    return out.image(image.width(), image.height(), to);
  }

  /** Luma of ITU-R 601-2 in Pillow's fixed point; works for 8 and 16 bit. */
  static int grey(int red, int green, int blue) {
    return (int) ((red * 19595L + green * 38470L + blue * 7471L + 0x8000) >> 16);
  }
}
