package dev.fovea.data.draw;

import dev.fovea.data.DataException;
import dev.fovea.data.Reason;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes drawn pictures, in class folders or in one, with their truth in COCO's format beside them.
 */
final class DrawnFolder {
  /** Of photographs: what cameras write, so that the files of large ones stay small. */
  private static final int JPEG_QUALITY = 90;

  private DrawnFolder() {}

  /**
   * A picture and where it goes.
   *
   * @param file {@code CLASS/NAME.png}, {@code images/NAME.png} or {@code .jpg} below its split
   * @param truth what is marked on it
   */
  record Drawn(String file, Image image, List<CocoFile.Annotation> truth) {}

  /** A work on a new or empty folder. */
  @FunctionalInterface
  interface Work {
    void on(Path folder) throws IOException;
  }

  /** Makes the folder, which must be new or empty, and does the work in it. */
  static void fill(Path folder, Work work) {
    try {
      Files.createDirectories(folder);
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new DataException(folder + " is not empty; give a new folder to draw into");
        }
      }
      work.on(folder);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be written: " + Reason.of(e), e);
    }
  }

  /** Draws and writes {@code count} pictures of one split, one a core at a time. */
  static void write(
      Path folder,
      List<String> classes,
      List<String> categories,
      int count,
      IntFunction<Drawn> picture)
      throws IOException {
    for (String name : classes) Files.createDirectories(folder.resolve(name));
    List<CocoFile.Entry> entries =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> write(folder, picture.apply(i)))
            .toList();
    CocoFile.write(entries, categories, folder.resolve("annotations.json"));
  }

  private static CocoFile.Entry write(Path folder, Drawn drawn) {
    Path file = folder.resolve(drawn.file());
    Image image = drawn.image();
    try {
      Files.write(
          file,
          drawn.file().endsWith(".jpg") ? Encode.jpeg(image, JPEG_QUALITY) : Encode.png(image));
    } catch (IOException e) {
      throw new DataException(file + ": cannot be written: " + Reason.of(e), e);
    }
    return new CocoFile.Entry(drawn.file(), image.width(), image.height(), drawn.truth());
  }
}
