package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import java.util.List;

/**
 * The operations of a policy and how strong each can be.
 *
 * @param shear at full strength, pixels a pixel
 * @param shiftX at full strength, in pixels
 * @param shiftY at full strength, in pixels
 * @param degrees at full strength
 * @param factor at full strength: brightness, colour, contrast and sharpness from 1 less to 1 more
 * @param bits that posterize keeps at no strength
 * @param fewer bits at full strength
 */
record Space(
    List<Operation> operations,
    double shear,
    double shiftX,
    double shiftY,
    double degrees,
    double factor,
    int bits,
    int fewer) {
  private static final List<Operation> ALL = List.of(Operation.values());

  static Space randAugment(int width, int height) {
    double share = 150.0 / 331;
    return new Space(ALL, 0.3, share * width, share * height, 30, 0.9, 8, 4);
  }

  static Space trivialAugmentWide() {
    return new Space(ALL, 0.99, 32, 32, 135, 0.99, 8, 6);
  }

  static Space augMix(int width, int height) {
    var but = ALL.subList(1, ALL.size());
    return new Space(but, 0.3, width / 3.0, height / 3.0, 30, 0.9, 4, 4);
  }

  /** An operation of this strength, 0 to 1, either way where it has two. */
  List<Change> draw(Dice dice, double strength, int width, int height) {
    var operation = operations.get(dice.below(operations.size()));
    double magnitude = magnitude(operation, strength);
    boolean negative = operation.signed && dice.chance(0.5);
    return operation.change(negative ? -magnitude : magnitude, width, height);
  }

  double magnitude(Operation operation, double strength) {
    return switch (operation) {
      case IDENTITY, AUTO_CONTRAST, EQUALIZE -> 0;
      case SHEAR_X, SHEAR_Y -> strength * shear;
      case TRANSLATE_X -> strength * shiftX;
      case TRANSLATE_Y -> strength * shiftY;
      case ROTATE -> strength * degrees;
      case BRIGHTNESS, COLOR, CONTRAST, SHARPNESS -> strength * factor;
      case POSTERIZE -> Math.rint(bits - strength * fewer);
      case SOLARIZE -> 1 - strength;
    };
  }
}
