package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.data.Reason;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Boxes as YOLO text: a file {@code NAME.txt} for each picture, empty where nothing was found, a
 * line for each box: class from 0, middle x and y, width and height in shares of the picture, and,
 * where it is asked for, the score, which labels do not have. They lie as the pictures do; of two
 * pictures of one name the second gets a number. {@code classes.txt} names the classes.
 */
public final class YoloFolder {
  private final Path folder;
  private final boolean scores;
  private final Set<Path> taken = new HashSet<>();

  private YoloFolder(Path folder, boolean scores) {
    this.folder = folder;
    this.scores = scores;
  }

  /**
   * A new or empty folder.
   *
   * @param scores whether a box's score follows it in its line
   * @throws DataException where it is another one
   */
  public static YoloFolder into(Path folder, Classes classes, boolean scores) {
    Drawn.fresh(folder, "--yolo");
    var boxes = new YoloFolder(folder, scores);
    Path names = folder.resolve("classes.txt");
    boxes.taken.add(names);
    boxes.write(names, String.join("\n", classes.names()) + "\n");
    return boxes;
  }

  /** Writes the boxes of one more picture. */
  public void add(Predicted.Detected picture) {
    var text = new StringBuilder();
    for (Detection one : picture.detections().found()) {
      Box box = one.box();
      text.append(
          String.format(
              Locale.ROOT,
              "%d %.6f %.6f %.6f %.6f",
              one.label(),
              (box.left() + box.right()) / 2 / picture.width(),
              (box.top() + box.bottom()) / 2 / picture.height(),
              box.width() / picture.width(),
              box.height() / picture.height()));
      if (scores) text.append(String.format(Locale.ROOT, " %.6f", one.score()));
      text.append('\n');
    }
    write(free(folder.resolve(picture.input().name())), text.toString());
  }

  private void write(Path file, String text) {
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
          file + " cannot be written: " + Reason.of(e) + "; make room or choose another place", e);
    }
  }

  private Path free(Path picture) {
    String stem = picture.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    Path file = picture.resolveSibling(stem + ".txt");
    for (int i = 2; !taken.add(file); i++) file = picture.resolveSibling(stem + "-" + i + ".txt");
    return file;
  }
}
