package dev.fovea.project.use;

import java.nio.file.Path;

/**
 * A picture to answer for.
 *
 * @param file where it is
 * @param name what it is called below an output folder: relative, never leading out of it
 */
public record Input(Path file, Path name) {
  public Input {
    if (name.isAbsolute() || name.normalize().startsWith(".."))
      throw new IllegalArgumentException("a name must lie below its folder, got " + name);
  }
}
