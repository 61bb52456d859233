package dev.fovea.project;

import java.util.Locale;
import java.util.Map;

/** A score as it is printed, in the terminal and on pages. */
public final class Digits {
  private Digits() {}

  /** Four digits after the point; a dash for what is not a finite number. */
  public static String of(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }

  /**
   * A score among others, with the ends of its interval where they are there as {@code NAME_low}
   * and {@code NAME_high}: {@code 0.9500 (0.9312 to 0.9688)}.
   */
  public static String of(String name, Map<String, Double> scores) {
    String value = of(scores.getOrDefault(name, Double.NaN));
    Double low = scores.get(name + "_low");
    Double high = scores.get(name + "_high");
    return low == null || high == null ? value : value + " (" + of(low) + " to " + of(high) + ")";
  }
}
