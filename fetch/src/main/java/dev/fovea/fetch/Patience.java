package dev.fovea.fetch;

import java.time.Duration;

/**
 * How long to wait, and how often to try.
 *
 * @param connect until a connection stands
 * @param quiet without a single byte
 * @param attempts in a row that bring less than a megabyte
 * @param pause before the second attempt; doubled before each further one
 */
public record Patience(Duration connect, Duration quiet, int attempts, Duration pause) {
  /** A server that asks for a longer pause is asked again after this one. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  public Patience {
    if (connect.isNegative() || connect.isZero() || quiet.isNegative() || quiet.isZero())
      throw new IllegalArgumentException("a time to wait is above 0 s");
    if (attempts < 1) throw new IllegalArgumentException("there is at least 1 attempt");
  }

  /** 15 s until a connection stands, as many without a byte as said, five attempts. */
  static Patience of(Duration quiet) {
    return new Patience(Duration.ofSeconds(15), quiet, 5, Duration.ofSeconds(1));
  }

  /** The pause after so many attempts in vain, at least what the server asks for. */
  Duration pause(int failed, Duration asked) {
    Duration own = pause.multipliedBy(1L << Math.min(failed - 1, 10));
    Duration longer = own.compareTo(asked) < 0 ? asked : own;
    return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }
}
