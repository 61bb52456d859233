package dev.fovea.cli;

import java.util.Locale;

/** Large counts in few letters. */
final class Amount {
  private Amount() {}

  /** {@code 950}, {@code 11.2 k}, {@code 1.81 G}: three digits and a prefix of thousands. */
  static String of(long number) {
    String[] prefixes = {"", " k", " M", " G", " T"};
    double rest = number;
    int prefix = 0;
    while (rest >= 999.5 && prefix < prefixes.length - 1) {
      rest /= 1000;
      prefix++;
    }
    if (prefix == 0) return Long.toString(number);
    int digits = rest < 9.995 ? 2 : rest < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f", rest) + prefixes[prefix];
  }
}
