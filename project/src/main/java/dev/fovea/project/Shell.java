package dev.fovea.project;

import java.nio.file.Path;

/** Words of a command that a person can copy. */
public final class Shell {
  private Shell() {}

  /**
   * A path, relative to the working folder where that is shorter, in quotes where it needs them.
   */
  public static String quoted(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.equals(here)) return ".";
    return quoted(
        absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString());
  }

  /** A word, in quotes where a shell would take it apart. */
  public static String quoted(String word) {
    if (word.matches("[\\w@%+=:,./-]+")) return word;
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
