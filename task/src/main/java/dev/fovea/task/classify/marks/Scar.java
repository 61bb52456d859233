package dev.fovea.task.classify.marks;

import dev.fovea.data.Dice;

/**
 * A thin bar from elsewhere in the picture, turned, brighter or darker, pasted on a piece: a
 * made-up defect to learn from where real ones are few; the scar of CutPaste, Li et al. 2021, <a
 * href="https://arxiv.org/abs/2104.04015">arXiv:2104.04015</a>.
 *
 * @param x of its middle, in pixels
 * @param y of its middle
 * @param length 6 to 36 px
 * @param width 0.7 to 8 px, at most half of the length
 * @param angle in radians
 * @param gain of what it is made of
 * @param shift of what it is made of, in shares of a full sample
 */
record Scar(
    double x, double y, double length, double width, double angle, double gain, double shift) {
  private static final int MARGIN = 20;

  static Scar draw(int px, Dice dice) {
    double length = logUniform(6, 36, dice);
    double width = Math.min(length / 2, logUniform(0.7, 8, dice));
    return new Scar(
        dice.uniform(MARGIN, px - MARGIN),
        dice.uniform(MARGIN, px - MARGIN),
        length,
        width,
        dice.uniform(0, StrictMath.PI),
        dice.uniform(0.5, 1.5),
        dice.uniform(-0.47, 0.47));
  }

  private static double logUniform(double low, double high, Dice dice) {
    return low * StrictMath.pow(high / low, dice.uniform());
  }

  /** Pastes it on a piece, made of another of the same size. */
  void paste(Piece on, Piece of) {
    int px = on.px();
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    for (int row = 0; row < px; row++)
      for (int column = 0; column < px; column++) {
        double along = (column - x) * cos + (row - y) * sin;
        double across = (row - y) * cos - (column - x) * sin;
        float cover = (float) (cover(along, length) * cover(across, width));
        if (cover == 0) continue;
        for (int c = 0; c < on.channels(); c++) {
          int at = (c * px + row) * px + column;
          float bar = Math.clamp((float) (of.shares()[at] * gain + shift), 0f, 1f);
          on.shares()[at] += cover * (bar - on.shares()[at]);
        }
      }
  }

  /** How much of a pixel at this distance from the middle lies within the size. */
  private static double cover(double distance, double size) {
    double near = Math.max(-size / 2, Math.abs(distance) - 0.5);
    double far = Math.min(size / 2, Math.abs(distance) + 0.5);
    return Math.max(0, far - near);
  }
}
