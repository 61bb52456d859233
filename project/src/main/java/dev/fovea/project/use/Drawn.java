package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.image.Canvas;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import dev.fovea.task.classify.Answer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes pictures with their answers on them into a folder that was empty before, so that nothing
 * is ever overwritten. JPEG stays JPEG, all else becomes PNG; of two pictures of one name the
 * second gets a number, and small ones are enlarged so that the text can be read. For several
 * threads at once.
 */
final class Drawn {
  private static final int PLATE = 0x1b3a4b;
  private static final int UNSURE_PLATE = 0x8a3d12;
  private static final int LEGIBLE_PX = 224;

  private final Path folder;

  private Drawn(Path folder) {
    this.folder = folder;
  }

  static Drawn into(Path folder) {
    try {
      Files.createDirectories(folder);
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent())
          throw new DataException(folder + " is not empty; give --out a new folder");
      }
    } catch (FileAlreadyExistsException e) {
      throw new DataException(folder + " is a file; give --out a new folder", e);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be made: " + e, e);
    }
    return new Drawn(folder);
  }

  void write(Input input, Answer answer) {
    Image image = legible(Decode.of(input.file()));
    Canvas canvas = Canvas.of(image);
    double size = Math.min(image.width(), image.height()) / 18.0;
    List<Answer.Label> labels = answer.said();
    double y = size / 3;
    for (Answer.Label label : labels) {
      canvas.label(text(label), size / 3, y, size, answer.unsure() ? UNSURE_PLATE : PLATE);
      y += size * 1.6;
    }
    if (answer.unsure()) canvas.label("unsure", size / 3, y, size, UNSURE_PLATE);
    Encode.write(canvas.toImage(), place(input.name()));
  }

  /** A picture that text can be read on: small ones are enlarged, pixel by pixel. */
  private static Image legible(Image image) {
    int shorter = Math.min(image.width(), image.height());
    int times = Math.ceilDiv(LEGIBLE_PX, shorter);
    return times <= 1
        ? image
        : Resample.of(image, image.width() * times, image.height() * times, Kernel.NEAREST);
  }

  private static String text(Answer.Label label) {
    return String.format(Locale.ROOT, "%s %.1f %%", label.name(), 100 * label.probability());
  }

  /** A file that is this picture's alone, made empty so that no other thread takes it. */
  private Path place(Path name) {
    String full = name.getFileName().toString();
    int dot = full.lastIndexOf('.');
    String stem = dot > 0 ? full.substring(0, dot) : full;
    String suffix = full.toLowerCase(Locale.ROOT).matches(".*\\.jpe?g") ? ".jpg" : ".png";
    Path wanted = folder.resolve(name);
    try {
      Files.createDirectories(wanted.getParent());
      for (int i = 1; ; i++) {
        Path file = wanted.resolveSibling(stem + (i == 1 ? "" : "-" + i) + suffix);
        try {
          return Files.createFile(file);
        } catch (FileAlreadyExistsException _) { // another picture's: try the next number
        }
      }
    } catch (IOException e) {
      throw new DataException(wanted + ": cannot be written: " + e, e);
    }
  }
}
