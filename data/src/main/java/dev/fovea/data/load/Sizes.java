package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.image.Preprocess;

/**
 * Batches of other sizes: the longer side of a batch's pictures is drawn from the multiples of
 * {@code stepPx} between {@code 1 - range} and {@code 1 + range} times what preprocessing says, the
 * other side changes in proportion, to a multiple too.
 *
 * @param range 0 for one size, below 1
 */
public record Sizes(double range, int stepPx) {
  /** Every batch as preprocessing says. */
  public static final Sizes ONE = new Sizes(0, 1);

  public Sizes {
    if (!(range >= 0 && range < 1)) {
      throw new IllegalArgumentException("the range of sizes is 0 to below 1, got " + range);
    }
    if (stepPx < 1) throw new IllegalArgumentException("a step is 1 px or more, got " + stepPx);
  }

  /** Throws the dice for a batch. */
  Preprocess draw(Preprocess to, Dice dice) {
    return range == 0 ? to : sized(to, least(to) + dice.below(most(to) - least(to) + 1));
  }

  /** The largest that may be drawn. */
  Preprocess largest(Preprocess to) {
    return range == 0 ? to : sized(to, most(to));
  }

  /** Refuses sizes that cannot be drawn. */
  void check(Preprocess to) {
    if (range == 0) return;
    if (least(to) > most(to)) {
      throw new IllegalArgumentException(
          "no multiple of %d px lies within %s of %d px"
              .formatted(stepPx, range, Math.max(to.width(), to.height())));
    }
    var _ = sized(to, least(to)); // a stride that does not divide the step is refused here
    var _ = sized(to, least(to) + Math.min(1, most(to) - least(to)));
  }

  private int least(Preprocess to) {
    double px = (1 - range) * Math.max(to.width(), to.height());
    return Math.max(1, (int) Math.ceil(px / stepPx - 1e-9));
  }

  private int most(Preprocess to) {
    double px = (1 + range) * Math.max(to.width(), to.height());
    return (int) Math.floor(px / stepPx + 1e-9);
  }

  private Preprocess sized(Preprocess to, int steps) {
    double times = (double) steps * stepPx / Math.max(to.width(), to.height());
    return to.withSize(side(to.height() * times), side(to.width() * times));
  }

  private int side(double px) {
    return stepPx * Math.max(1, (int) Math.rint(px / stepPx));
  }
}
