package dev.fovea.cli;

import dev.fovea.project.Time;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The last line of a terminal, written over while work goes on; nothing at all elsewhere. May be
 * called from several threads.
 */
final class Live implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int BAR = 12;

  /** To the line's beginning and all of it away; as bytes, for {@link Plain} takes escapes out. */
  private static final byte[] CLEAR = "\r\033[K".getBytes(StandardCharsets.US_ASCII);

  private final Screen screen;
  private long last = System.nanoTime() - PAUSE_NANOS;
  private boolean shown;

  Live(Screen screen) {
    this.screen = screen;
  }

  /** Shows a text, ten times a second at most. */
  synchronized void show(String text) {
    long now = System.nanoTime();
    if (!screen.live() || now - last < PAUSE_NANOS) return;
    last = now;
    shown = true;
    screen.err().writeBytes(CLEAR);
    screen.err().print(Cell.cut(text, Screen.COLUMNS - 1));
    screen.err().flush();
  }

  /** Prints a line that stays, above the live one. */
  synchronized void line(String text) {
    clear();
    screen.err().println(text);
  }

  private void clear() {
    if (shown) screen.err().writeBytes(CLEAR);
    shown = false;
  }

  /** Takes the live line away. */
  @Override
  public synchronized void close() {
    clear();
    screen.err().flush();
  }

  /** Work on pictures of which so many are done. */
  static String bar(String what, int done, int all) {
    double share = (double) done / all;
    return String.format(
        Locale.ROOT, "%s %s %3.0f %%  %,d pictures", what, bar(share), 100 * share, all);
  }

  /**
   * Work on pictures of which so many are done, how fast, and how long it takes yet.
   *
   * @param all how many there are; empty while they are counted
   * @param seconds since the work began
   */
  static String rate(String what, long done, OptionalLong all, double seconds) {
    double rate = done / Math.max(seconds, 1e-3);
    String fast = String.format(Locale.ROOT, rate < 10 ? "%.1f/s" : "%,.0f/s", rate);
    if (all.isEmpty() || done == 0)
      return String.format(Locale.ROOT, "%s %,d pictures, %s", what, done, fast);
    long count = Math.max(done, all.getAsLong());
    return String.format(
        Locale.ROOT,
        "%s %s %3.0f %%  %,d of %,d, %s, %s left",
        what,
        bar((double) done / count),
        100.0 * done / count,
        done,
        count,
        fast,
        Time.words((count - done) / rate));
  }

  /** A bar of {@value #BAR} columns. */
  static String bar(double share) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
    return "━".repeat(full) + "─".repeat(BAR - full);
  }
}
