package dev.fovea.image;

/**
 * A picture of parts of other pictures, each brought to its place in one step. Grey or RGB, no
 * alpha.
 *
 * <p>A part that is only scaled, shifted and mirrored is resampled straight to its place, whose
 * edges are then whole pixels ({@link #settled}). One that is turned or slanted is shrunk first,
 * where it becomes smaller, and then warped.
 */
public final class Collage {
  private final int width;
  private final int height;
  private final int channels;
  private final Samples out;

  private Collage(int width, int height, int channels, Samples out) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.out = out;
  }

  /**
   * An empty one, with the channels and bits of a picture.
   *
   * @param fill what shows where no part is put, 0 to 255 (times 257 at 16 bit)
   */
  public static Collage of(Image like, int width, int height, int fill) {
    if (like.hasAlpha()) {
      throw new IllegalArgumentException("a collage is of pictures without alpha, got " + like);
    }
    var out = Samples.room(like, width, height, like.channels());
    if (fill != 0) out.fill(like.bits() == 8 ? fill : fill * 257);
    return new Collage(width, height, like.channels(), out);
  }

  /**
   * The map by which {@link #put} moves a part: where the map neither turns nor slants, the part's
   * edges come to lie on whole pixels, at least one apart.
   */
  public static Affine settled(Affine map, Box part) {
    if (!straight(map)) return map;
    double left = Math.rint(map.a() * part.left() + map.c());
    double right = Math.rint(map.a() * part.right() + map.c());
    if (left == right) right = left + Math.signum(map.a());
    double top = Math.rint(map.e() * part.top() + map.f());
    double bottom = Math.rint(map.e() * part.bottom() + map.f());
    if (top == bottom) bottom = top + Math.signum(map.e());
    double a = (right - left) / part.width();
    double e = (bottom - top) / part.height();
    return new Affine(a, 0, left - a * part.left(), 0, e, top - e * part.top());
  }

  private static boolean straight(Affine map) {
    return map.b() == 0 && map.d() == 0 && map.a() != 0 && map.e() != 0;
  }

  /**
   * Puts a part of a picture where the map says, {@link #settled}; what leaves the collage is not
   * worked out.
   *
   * @param map from points of the picture to points of the collage
   */
  public void put(Image picture, Box part, Affine map, Kernel kernel, boolean antialias) {
    if (picture.channels() != channels || out.full() != (picture.bits() == 8 ? 255 : 65535)) {
      throw new IllegalArgumentException(
          "a collage of %d channels cannot take %s".formatted(channels, picture));
    }
    Affine to = settled(map, part);
    if (straight(to) && kernel != Kernel.NEAREST) scale(picture, part, to, kernel, antialias);
    else warp(picture, part, to, kernel, antialias);
  }

  /** All that was put. Nothing may be put after that. */
  public Image image() {
    return out.image(width, height, channels);
  }

  private void scale(Image picture, Box part, Affine to, Kernel kernel, boolean antialias) {
    var x = Axis.of(to.a() * part.left() + to.c(), to.a() * part.right() + to.c(), width);
    var y = Axis.of(to.e() * part.top() + to.f(), to.e() * part.bottom() + to.f(), height);
    if (x.empty() || y.empty()) return;
    Image piece =
        Resample.part(
            picture,
            Taps.of(picture.width(), part.left(), part.right(), x.length(), kernel, antialias)
                .part(x.first(), x.first() + x.seen()),
            Taps.of(picture.height(), part.top(), part.bottom(), y.length(), kernel, antialias)
                .part(y.first(), y.first() + y.seen()),
            Resample.downFirst(picture, x.length(), y.length()));
    Image turned = x.mirrored() ? Flip.leftRight(piece) : piece;
    var in = Samples.of(y.mirrored() ? Flip.topBottom(turned) : turned);
    for (int row = 0; row < y.seen(); row++) {
      int at = ((y.from() + row) * width + x.from()) * channels;
      out.copyRow(at, in, row * x.seen() * channels, x.seen() * channels);
    }
  }

  private void warp(Image picture, Box part, Affine to, Kernel kernel, boolean antialias) {
    int w = shrunk(part.width(), Math.hypot(to.a(), to.d()));
    int h = shrunk(part.height(), Math.hypot(to.b(), to.e()));
    Image small = Resample.of(picture, part, w, h, kernel, antialias);
    Affine map =
        Affine.scale(part.width() / w, part.height() / h)
            .then(Affine.translation(part.left(), part.top()))
            .then(to);
    Box hull = map.hull(Box.all(small)).clip(width, height);
    if (hull.width() == 0 || hull.height() == 0) return;
    Warp.into(
        out,
        width,
        hull,
        small,
        map.inverse(),
        kernel == Kernel.NEAREST ? kernel : Kernel.BILINEAR);
  }

  private static int shrunk(double px, double factor) {
    return Math.max(1, (int) Math.ceil(px * Math.min(1, factor) - 1e-9));
  }

  /**
   * One axis of a part in its place: {@code length} pixels long, of which {@code seen} show, from
   * pixel {@code from} of the collage on; they are those from {@code first} on of the part before
   * it is mirrored.
   */
  private record Axis(int length, int from, int seen, int first, boolean mirrored) {
    static Axis of(double begin, double end, int room) {
      boolean mirrored = end < begin;
      int low = (int) Math.rint(Math.min(begin, end));
      int high = (int) Math.rint(Math.max(begin, end));
      int from = Math.max(0, low);
      int to = Math.min(room, high);
      return new Axis(high - low, from, to - from, mirrored ? high - to : from - low, mirrored);
    }

    boolean empty() {
      return seen <= 0;
    }
  }
}
