package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.image.Box;
import dev.fovea.predict.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Boxes as YOLO text: a file {@code NAME.txt} for each picture, empty where nothing was found, a
 * line for each box: class from 0, middle x and y, width and height in shares of the picture, and
 * the score. They lie as the pictures do; of two pictures of one name the second gets a number.
 */
public final class YoloFolder {
  private final Path folder;
  private final Set<Path> taken = new HashSet<>();

  private YoloFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A new or empty folder.
   *
   * @throws DataException where it is another one
   */
  public static YoloFolder into(Path folder) {
    Drawn.fresh(folder, "--yolo");
    return new YoloFolder(folder);
  }

  /** Writes the boxes of one more picture. */
  public void add(Predicted.Detected picture) {
    var text = new StringBuilder();
    for (Detection one : picture.detections().found()) {
      Box box = one.box();
      text.append(
          String.format(
              Locale.ROOT,
              "%d %.6f %.6f %.6f %.6f %.6f\n",
              one.label(),
              (box.left() + box.right()) / 2 / picture.width(),
              (box.top() + box.bottom()) / 2 / picture.height(),
              box.width() / picture.width(),
              box.height() / picture.height(),
              one.score()));
    }
    Path file = free(folder.resolve(picture.input().name()));
    Path waiting = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.writeString(waiting, text);
        Files.move(waiting, file);
      } finally {
        Files.deleteIfExists(waiting);
      }
    } catch (IOException e) {
      throw new DataException(
          file + " cannot be written: " + e.getMessage() + "; make room or choose another place",
          e);
    }
  }

  private Path free(Path picture) {
    String stem = picture.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    Path file = picture.resolveSibling(stem + ".txt");
    for (int i = 2; !taken.add(file); i++) file = picture.resolveSibling(stem + "-" + i + ".txt");
    return file;
  }
}
