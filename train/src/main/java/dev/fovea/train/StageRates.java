package dev.fovea.train;

/**
 * How the {@link Stages} of a network differ in learning: discriminative rates, Howard and Ruder
 * 2018, <a href="https://arxiv.org/abs/1801.06146">arXiv:1801.06146</a>.
 *
 * @param body factor of the rate of all stages but the head, e.g. 0.1 for weights that know
 *     something below a head that starts anew; above 0, at most 1
 * @param decay factor of the rate from one stage to the one before it; above 0, at most 1
 * @param unfreeze which stages wait, and how long
 */
public record StageRates(double body, double decay, Unfreeze unfreeze) {
  /** All stages learn alike. */
  public static final StageRates EVEN = new StageRates(1, 1, Unfreeze.NONE);

  public StageRates {
    if (!(body > 0 && body <= 1))
      throw new TrainException("the body's rate must be above 0 and at most 1, got " + body);
    if (!(decay > 0 && decay <= 1))
      throw new TrainException("the layer decay must be above 0 and at most 1, got " + decay);
  }

  /** The same with another factor for all but the head. */
  public StageRates withBody(double body) {
    return new StageRates(body, decay, unfreeze);
  }

  /** The same with rates that shrink towards the input. */
  public StageRates withDecay(double decay) {
    return new StageRates(body, decay, unfreeze);
  }

  /** The same with stages that wait. */
  public StageRates withUnfreeze(Unfreeze unfreeze) {
    return new StageRates(body, decay, unfreeze);
  }

  /** Whether all stages learn alike. */
  boolean even() {
    return body == 1 && decay == 1 && !unfreeze.waits();
  }

  /**
   * The factor of a stage's rate.
   *
   * @param stage counted from the input, from 0; the last one is the head
   */
  double factor(int stage, int stages) {
    double factor = Math.pow(decay, stages - 1.0 - stage);
    return stage == stages - 1 ? factor : body * factor;
  }
}
