package dev.fovea.data.read.boxes;

import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture and what a file says of it.
 *
 * @param id unique in the data set
 * @param width in pixels as its labels say it, 0 where they do not; height likewise
 * @param labels the file that says it
 */
record LabelledPicture(
    String id,
    FileSource source,
    int width,
    int height,
    Split split,
    Path labels,
    List<Mark> marks) {

  /** A source whose file is named from {@code base} where it lies below it. */
  static FileSource source(Path base, Path file) {
    Path whole = file.toAbsolutePath().normalize();
    Path from = base.toAbsolutePath().normalize();
    return new FileSource(base, whole.startsWith(from) ? from.relativize(whole) : whole);
  }

  /** The id that goes with a source. */
  static String id(FileSource source) {
    return source.file().toString().replace(java.io.File.separatorChar, '/');
  }
}
