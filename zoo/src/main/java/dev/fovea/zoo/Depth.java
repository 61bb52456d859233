package dev.fovea.zoo;

import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;

/**
 * Stochastic depth while blocks are drawn one after another: the rate grows evenly from 0 at the
 * first residual branch; Huang et al. 2016, <a
 * href="https://arxiv.org/abs/1603.09382">arXiv:1603.09382</a>.
 */
final class Depth {
  private final double rate;
  private final int branches;
  private int drawn;

  /**
   * Rate reached after the last of so many blocks, which itself gets a step less: torchvision's.
   */
  Depth(double rate, int branches) {
    this.rate = rate;
    this.branches = branches;
  }

  /** Counts a block that has no branch to drop. */
  void skip() {
    drawn++;
  }

  /** The branch, dropped at the rate of its place; undrawn where that rate is 0. */
  Wire drop(Wire branch) {
    return drop(branch, next());
  }

  /** The rate of this place, for blocks with several branches; moves on to the next. */
  double next() {
    return rate * drawn++ / branches;
  }

  static Wire drop(Wire branch, double rate) {
    return rate == 0 ? branch : branch.then("stochastic_depth", new Op.StochasticDepth(rate));
  }
}
