package dev.fovea.data;

import java.util.Locale;

/** Numbers of things in sentences: {@code 1 picture}, {@code 2,640 images}, {@code 8 classes}. */
public final class Counted {
  private Counted() {}

  /** The number with its thing, one or more than one. */
  public static String of(long n, String thing) {
    String many = thing + (thing.matches(".*[sx]") ? "es" : "s");
    return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? thing : many);
  }
}
