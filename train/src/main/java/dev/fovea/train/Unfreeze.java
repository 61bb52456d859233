package dev.fovea.train;

/**
 * When the {@link Stages} of a pretrained network begin to learn. The head learns from the start.
 * While a stage waits, nothing of it moves, its running statistics included, and the way back does
 * not go through it where no stage before it learns. Once it has joined, its rate rises from 0 over
 * a twentieth of the run.
 *
 * <p>The head first and then all keeps a random head from spoiling what the features know: Kumar et
 * al. 2022, <a href="https://arxiv.org/abs/2202.10054">arXiv:2202.10054</a>. Stage by stage is the
 * gradual unfreezing of Howard and Ruder 2018, <a
 * href="https://arxiv.org/abs/1801.06146">arXiv:1801.06146</a>.
 *
 * @param headFirst share of the run in which the head learns alone, 0 (all learn from the start) to
 *     below 1
 * @param gradual share of the run behind that over which the other stages join one by one, from the
 *     head to the input; 0 for all at once
 */
public record Unfreeze(double headFirst, double gradual) {
  /** All stages learn from the start. */
  public static final Unfreeze NONE = new Unfreeze(0, 0);

  private static final double RISE = 0.05;

  public Unfreeze {
    if (!(headFirst >= 0 && gradual >= 0 && headFirst + gradual < 1))
      throw new TrainException(
          "the shares of the run for the head alone and for gradual unfreezing must be 0 or above"
              + " and below 1 together, got "
              + headFirst
              + " and "
              + gradual);
    if (headFirst == 0 && gradual > 0)
      throw new TrainException(
          "gradual unfreezing begins with the head alone; give that a share of the run, e.g. "
              + gradual);
  }

  /** Whether any stage waits. */
  public boolean waits() {
    return headFirst > 0;
  }

  /**
   * The share of the run at which a stage joins.
   *
   * @param stage counted from the input, from 0; the last one is the head
   */
  double joins(int stage, int stages) {
    if (stage == stages - 1) return 0;
    if (stages == 2) return headFirst;
    return headFirst + gradual * (stages - 2 - stage) / (stages - 2);
  }

  /** The factor of the rate of what joined at one share of the run and is now at another. */
  static double rise(double joined, double progress) {
    return joined == 0 ? 1 : Math.clamp((progress - joined) / RISE, 0, 1);
  }
}
