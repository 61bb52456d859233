package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import java.awt.Shape;
import java.util.Locale;

/** What is drawn on a picture, and its class: eight shapes, two letters, two textures. */
public enum Motif {
  CIRCLE,
  CROSS,
  HEART,
  MOON,
  RING,
  SQUARE,
  STAR,
  TRIANGLE,
  LETTER_A,
  LETTER_S,
  STRIPES,
  CHECKS;

  /** The name of the class and of its folder, such as {@code letter-a}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The outline about the origin, no point further than about 1 from it in x or y; y points down.
   */
  Shape outline(Dice dice) {
    return switch (this) {
      case CIRCLE -> Outlines.circle(0, 0, 1);
      case CROSS -> Outlines.cross(0.36);
      case HEART -> Outlines.heart();
      case MOON -> Outlines.without(Outlines.circle(0, 0, 1), Outlines.circle(0.5, -0.15, 0.82));
      case RING -> Outlines.without(Outlines.circle(0, 0, 1), Outlines.circle(0, 0, 0.56));
      case SQUARE -> Outlines.polygon(-0.87, -0.87, 0.87, -0.87, 0.87, 0.87, -0.87, 0.87);
      case STAR -> Outlines.star(5, 0.44);
      case TRIANGLE -> Outlines.polygon(0, -1, 0.97, 0.75, -0.97, 0.75);
      case LETTER_A -> Outlines.letterA();
      case LETTER_S -> Outlines.letterS();
      case STRIPES, CHECKS -> Outlines.blob(dice);
    };
  }

  /** How far it may be turned either way, in degrees, and still be itself. */
  double turnDegrees() {
    return switch (this) {
      case LETTER_A, LETTER_S, HEART -> 30;
      default -> 180;
    };
  }

  /** Whether its surface, and not its outline, makes it what it is. */
  boolean texture() {
    return this == STRIPES || this == CHECKS;
  }
}
