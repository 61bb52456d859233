package dev.fovea.data.write;

import java.util.OptionalLong;

/** How COCO numbers pictures: {@code 000000000139.jpg} is 139. */
public final class CocoId {
  private static final int MOST_DIGITS = 15;

  private CocoId() {}

  /** The number that a file is named after; empty where its name is no number. */
  public static OptionalLong of(String file) {
    String stem = stem(file);
    return stem.matches("[0-9]{1," + MOST_DIGITS + "}")
        ? OptionalLong.of(Long.parseLong(stem))
        : OptionalLong.empty();
  }

  /** A file's name without what follows the last dot. */
  public static String stem(String file) {
    return file.replaceFirst("\\.[^.]*$", "");
  }
}
