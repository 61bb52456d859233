package dev.fovea.data.draw;

import dev.fovea.data.Dice;

/**
 * How a photograph is lit.
 *
 * @param x direction to the lamp, with y a vector of length 1; y points down
 * @param fall how much darker the far side is, as a share
 * @param corner how much darker the corners are, as a share
 * @param gain brightness of the whole
 * @param glare level of the bright band where the metal mirrors the lamp
 * @param glareAt where that band is, a share of the width from the middle
 */
record Light(
    double x, double y, double fall, double corner, double gain, double glare, double glareAt) {
  static Light draw(Dice dice) {
    double angle = Math.toRadians(dice.uniform(200, 300));
    return new Light(
        StrictMath.cos(angle),
        StrictMath.sin(angle),
        dice.uniform(0.15, 0.4),
        dice.uniform(0.1, 0.3),
        dice.uniform(0.92, 1.06),
        dice.uniform(8, 38),
        dice.uniform(-0.3, 0.3));
  }

  /** The factor at a place; x and y in shares of the width from the middle. */
  double at(double px, double py) {
    return gain * (1 + fall * (x * px + y * py)) * (1 - corner * (px * px + py * py));
  }
}
