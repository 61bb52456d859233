package dev.fovea.image;

/**
 * Whether large JPEG files are decoded smaller at once, at a half, a quarter or an eighth of their
 * size: from the lower frequencies of their blocks, several times quicker than whole. Files of
 * other formats are decoded whole. What comes out differs a little, so the same must be done in
 * training and in use.
 *
 * @param oversampling how many times the pixels that are wanted stay at least, each way, 1 to 16; 0
 *     for files decoded whole
 */
public record Shrink(double oversampling) {
  /** All files are decoded whole, as for published weights. */
  public static final Shrink NONE = new Shrink(0);

  /** At most; this is as far as libjpeg goes. */
  public static final int MOST = 8;

  private static final double MOST_OVERSAMPLING = 16;

  public Shrink {
    if (oversampling != 0 && !(oversampling >= 1 && oversampling <= MOST_OVERSAMPLING)) {
      throw new IllegalArgumentException(
          "shrink: the oversampling is 1 to 16, or 0 for files decoded whole, got " + oversampling);
    }
  }

  /**
   * How many times smaller a file may be decoded: 1, 2, 4 or 8.
   *
   * @param times the picture's pixels by those that are wanted, each way; the lesser of the two
   */
  public int of(double times) {
    int shrink = 1;
    while (oversampling > 0 && shrink < MOST && times / (2 * shrink) >= oversampling) shrink *= 2;
    return shrink;
  }
}
