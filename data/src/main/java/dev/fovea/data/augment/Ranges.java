package dev.fovea.data.augment;

/** Refuses numbers out of their range, by a sentence. */
final class Ranges {
  private Ranges() {}

  static void between(String what, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must lie between %s and %s, got %s".formatted(what, min, max, value));
    }
  }

  static void share(String what, double value) {
    between(what, value, 0, 1);
  }

  static void positive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s must be above 0, got %s".formatted(what, value));
    }
  }

  static void positiveOrZero(String what, double value) {
    between(what, value, 0, Double.MAX_VALUE);
  }

  static void ordered(String what, double min, double max) {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "%s goes from %s down to %s; the smaller comes first".formatted(what, min, max));
    }
  }
}
