package dev.fovea.predict.boxes;

/** A map that a network gave for some pictures: float32 [n, channels, height, width]. */
public final class OutputMap {
  private final float[] numbers;
  private final int n;
  private final int channels;
  private final int height;
  private final int width;

  /**
   * @param numbers [n, channels, height, width], not copied
   */
  public OutputMap(float[] numbers, int n, int channels, int height, int width) {
    if (n < 1 || numbers.length != (long) n * channels * height * width)
      throw new IllegalArgumentException(
          "a map [%d, %d, %d, %d] does not have %d numbers"
              .formatted(n, channels, height, width, numbers.length));
    this.numbers = numbers;
    this.n = n;
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  /** Pictures. */
  public int n() {
    return n;
  }

  /** Numbers a cell. */
  public int channels() {
    return channels;
  }

  /** Rows of cells. */
  public int height() {
    return height;
  }

  /** Columns of cells. */
  public int width() {
    return width;
  }

  /** Rows times columns. */
  public int cells() {
    return height * width;
  }

  /** Where the numbers of a picture's channel begin, cell after cell, row by row. */
  int at(int picture, int channel) {
    return (picture * channels + channel) * cells();
  }

  float number(int at) {
    return numbers[at];
  }

  /** The box that the four channels of a place, the first at {@code first}, make of another. */
  void decode(BoxCode code, float[] from, int i, int first, float[] into) {
    code.decode(from, i, numbers, first, cells(), into);
  }

  /** Whether it has as many pictures and cells as another. */
  boolean fits(OutputMap other) {
    return n == other.n && height == other.height && width == other.width;
  }

  @Override
  public String toString() {
    return "[" + n + ", " + channels + ", " + height + ", " + width + "]";
  }
}
