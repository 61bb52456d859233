package dev.fovea.image;

/** Lays a picture with alpha over one colour; the result has no alpha. */
final class Flatten {
  private Flatten() {}

  static Image over(Image image, AlphaRule.Over over) {
    int c = image.channels();
    int colours = c - 1;
    int[] back =
        colours == 1
            ? new int[] {Convert.grey(over.red(), over.green(), over.blue())}
            : new int[] {over.red(), over.green(), over.blue()};
    var in = Samples.of(image);
    var out = Samples.room(image, image.width(), image.height(), colours);
    int full = in.full();
    int to = 0;
    for (int i = 0; i < in.size(); i += c) {
      long alpha = in.get(i + colours);
      for (int k = 0; k < colours; k++) {
        long behind = (long) back[k] * (full / 255) * (full - alpha);
        out.set(to++, (int) ((in.get(i + k) * alpha + behind + full / 2) / full));
      }
    }
    return out.image(image.width(), image.height(), colours);
  }
}
