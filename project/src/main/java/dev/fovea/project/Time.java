package dev.fovea.project;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people type them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class Time {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,7})s)?");

  private Time() {}

  /** Reads a span above 0. */
  public static Duration of(String text) {
    Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    Duration span = Duration.ZERO;
    if (parts.matches())
      span =
          Duration.ofHours(number(parts.group(1)))
              .plusMinutes(number(parts.group(2)))
              .plusSeconds(number(parts.group(3)));
    if (span.isZero())
      throw new RecipeException("a time is written as 90s, 10m or 1h30m, got " + text);
    return span;
  }

  /** Writes a number of seconds: {@code 8 s}, {@code 3 min 20 s}, {@code 1 h 5 min}. */
  public static String words(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) return s + " s";
    if (s < 3600) return s / 60 + " min " + s % 60 + " s";
    return s / 3600 + " h " + s % 3600 / 60 + " min";
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
