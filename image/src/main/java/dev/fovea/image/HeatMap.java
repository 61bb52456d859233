package dev.fovea.image;

/**
 * A number for each place of a grid that covers a picture, such as how much of an answer comes from
 * there. Larger means more; NaN means that nothing is known.
 */
public final class HeatMap {
  private static final double OPACITY = 0.65;

  /** Black, blue, red, yellow: darker means less to every eye. */
  private static final int[][] COLOURS = {
    {10, 10, 60}, {60, 60, 200}, {220, 60, 60}, {255, 235, 60}
  };

  private final int height;
  private final int width;
  private final float[] values;

  private HeatMap(int height, int width, float[] values) {
    if (height < 1 || width < 1 || (long) height * width != values.length)
      throw new IllegalArgumentException(
          "a heat map of %dx%d places has %d values, got %d"
              .formatted(width, height, (long) width * height, values.length));
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** A map of values {@code [height, width]}, row by row; the array is kept, not copied. */
  public static HeatMap of(int height, int width, float[] values) {
    return new HeatMap(height, width, values);
  }

  /** Rows of the grid. */
  public int height() {
    return height;
  }

  /** Columns of the grid. */
  public int width() {
    return width;
  }

  /** All values {@code [height, width]}, row by row; not a copy. */
  public float[] values() {
    return values;
  }

  /** The value of a place. */
  public float at(int row, int column) {
    return values[row * width + column];
  }

  /** The smallest value that is known; 0 where none is. */
  public float low() {
    float low = Float.POSITIVE_INFINITY;
    for (float value : values) if (value < low) low = value;
    return low == Float.POSITIVE_INFINITY ? 0 : low;
  }

  /** The largest value that is known; 0 where none is. */
  public float high() {
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) if (value > high) high = value;
    return high == Float.NEGATIVE_INFINITY ? 0 : high;
  }

  /**
   * The map in the picture's own pixels. The grid lies over what a network saw, which is {@code
   * seenWidth} x {@code seenHeight} px; values between its places are interpolated as PyTorch does
   * ({@code bilinear}, corners not aligned). What the network did not see is NaN.
   *
   * @param place where the picture lies in what the network saw
   */
  public HeatMap in(Placement place, int seenWidth, int seenHeight) {
    int w = place.imageWidth();
    int h = place.imageHeight();
    var pixels = new float[Math.multiplyExact(w, h)];
    for (int row = 0, i = 0; row < h; row++) {
      for (int column = 0; column < w; column++, i++) {
        Point seen = place.forward(new Point(column + 0.5, row + 0.5));
        boolean inside =
            seen.x() >= 0 && seen.x() < seenWidth && seen.y() >= 0 && seen.y() < seenHeight;
        pixels[i] =
            inside
                ? between(seen.x() * width / seenWidth - 0.5, seen.y() * height / seenHeight - 0.5)
                : Float.NaN;
      }
    }
    return new HeatMap(h, w, pixels);
  }

  private static double clamp(double value, double most) {
    return Math.max(0, Math.min(most, value));
  }

  private float between(double x, double y) {
    double column = clamp(x, width - 1);
    double row = clamp(y, height - 1);
    int left = (int) column;
    int top = (int) row;
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double dx = column - left;
    double above = at(top, left) + (at(top, right) - at(top, left)) * dx;
    double below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * dx;
    return (float) (above + (below - above) * (row - top));
  }

  /**
   * A picture of as many pixels under this map: the more heat, the less of the picture; from 0 (or
   * below) for none to the largest value. What is NaN becomes pale.
   *
   * @return RGB of 8 bit
   */
  public Image over(Image picture) {
    if (picture.width() != width || picture.height() != height)
      throw new IllegalArgumentException(
          "a heat map of %dx%d places does not fit %s".formatted(width, height, picture));
    byte[] rgb = Canvas.of(picture).toImage().bytes();
    float most = high();
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        for (int k = 3 * i; k < 3 * i + 3; k++) rgb[k] = (byte) (((rgb[k] & 0xff) + 3 * 255) / 4);
      } else {
        double heat = most > 0 ? clamp(values[i] / most, 1) : 0;
        mix(rgb, 3 * i, heat);
      }
    }
    return Image.of8(width, height, 3, rgb);
  }

  private static void mix(byte[] rgb, int at, double heat) {
    double step = heat * (COLOURS.length - 1);
    int lower = Math.min((int) step, COLOURS.length - 2);
    double opacity = OPACITY * Math.sqrt(heat);
    for (int k = 0; k < 3; k++) {
      double colour =
          COLOURS[lower][k] + (COLOURS[lower + 1][k] - COLOURS[lower][k]) * (step - lower);
      rgb[at + k] = (byte) Math.round((rgb[at + k] & 0xff) * (1 - opacity) + colour * opacity);
    }
  }
}
