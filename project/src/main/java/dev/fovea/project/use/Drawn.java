package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.data.Reason;
import dev.fovea.image.BoxMark;
import dev.fovea.image.BoxPen;
import dev.fovea.image.Canvas;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.task.explain.BoxExplainer;
import dev.fovea.task.explain.BoxExplanation;
import dev.fovea.task.explain.Explainer;
import dev.fovea.task.explain.Explanation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes pictures with their answers on them into a folder that was empty before, so that nothing
 * is ever overwritten. JPEG stays JPEG, all else becomes PNG, and so does what is explained; of two
 * pictures of one name the second gets a number, and small ones are enlarged so that the text can
 * be read. For several threads at once.
 */
final class Drawn {
  private static final int PLATE = 0x1b3a4b;
  private static final int UNSURE_PLATE = 0x8a3d12;
  private static final int LEGIBLE_PX = 224;

  /** Of a side that was enlarged. */
  private static final int LARGEST_PX = 4096;

  private static final String JPEG = ".*\\.jpe?g";

  private final Path folder;

  private Drawn(Path folder) {
    this.folder = folder;
  }

  static Drawn into(Path folder) {
    fresh(folder, "--out");
    return new Drawn(folder);
  }

  /** Makes a folder; refuses one that holds something. */
  static void fresh(Path folder, String option) {
    try {
      Files.createDirectories(folder);
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent())
          throw new DataException(folder + " is not empty; give " + option + " a new folder");
      }
    } catch (FileAlreadyExistsException e) {
      throw new DataException(folder + " is a file; give " + option + " a new folder", e);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be made: " + Reason.of(e), e);
    }
  }

  /** The picture and its answer. */
  void write(Input input, Answer answer) {
    write(input, answer, Decode.of(input.file()), JPEG);
  }

  /** The picture under the evidence for its answer. */
  void write(Input input, Answer answer, Explainer explainer, Explanation why) {
    write(input, answer, explainer.over(Decode.of(input.file()), why), "(?!)");
  }

  private void write(Input input, Answer answer, Image picture, String staysJpeg) {
    Image image = legible(picture);
    Canvas canvas = Canvas.of(image);
    double size = Math.min(image.width(), image.height()) / 18.0;
    List<Answer.Label> labels = answer.said();
    double y = size / 3;
    for (Answer.Label label : labels) {
      canvas.label(
          text(label), size / 3, y, size, answer.doubts().isEmpty() ? PLATE : UNSURE_PLATE);
      y += size * 1.6;
    }
    for (String doubt : doubts(answer)) {
      canvas.label(doubt, size / 3, y, size, UNSURE_PLATE);
      y += size * 1.6;
    }
    save(canvas.toImage(), input, staysJpeg);
  }

  /** The picture and the boxes of what was found in it, the surest on top. */
  void write(Input input, Detections found) {
    write(input, Decode.of(input.file()), found, JPEG);
  }

  /** The picture under the evidence for a box, and that box. */
  void write(Input input, BoxExplainer explainer, BoxExplanation why) {
    Image over = explainer.over(Decode.of(input.file()), why);
    write(input, over, new Detections(List.of(why.detection())), "(?!)");
  }

  private void write(Input input, Image picture, Detections found, String staysJpeg) {
    Image image = legible(picture);
    double times = (double) image.width() / picture.width();
    List<BoxMark> marks =
        found.found().stream()
            .map(one -> BoxMark.of(one.box(), text(one), one.label()).scaled(times, times))
            .toList();
    save(BoxPen.draw(image, marks), input, staysJpeg);
  }

  private static String text(Detection one) {
    return String.format(Locale.ROOT, "%s %.0f %%", one.name(), 100 * one.score());
  }

  private void save(Image image, Input input, String staysJpeg) {
    Path place = place(input.name(), staysJpeg);
    try {
      Encode.write(image, place);
    } catch (RuntimeException | Error e) {
      place.toFile().delete(); // the disk is full, say: no empty file stands for the picture
      throw e;
    }
  }

  private static List<String> doubts(Answer answer) {
    return answer.doubts().stream().sorted().map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** A picture that text can be read on: small ones are enlarged, pixel by pixel. */
  private static Image legible(Image image) {
    int shorter = Math.min(image.width(), image.height());
    int longer = Math.max(image.width(), image.height());
    int times = Math.min(Math.ceilDiv(LEGIBLE_PX, shorter), LARGEST_PX / longer);
    return times <= 1
        ? image
        : Resample.of(image, image.width() * times, image.height() * times, Kernel.NEAREST);
  }

  private static String text(Answer.Label label) {
    return String.format(Locale.ROOT, "%s %.1f %%", label.name(), 100 * label.probability());
  }

  /** A file that is this picture's alone, made empty so that no other thread takes it. */
  private Path place(Path name, String staysJpeg) {
    String full = name.getFileName().toString();
    int dot = full.lastIndexOf('.');
    String stem = dot > 0 ? full.substring(0, dot) : full;
    String suffix = full.toLowerCase(Locale.ROOT).matches(staysJpeg) ? ".jpg" : ".png";
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
      throw new DataException(wanted + ": cannot be written: " + Reason.of(e), e);
    }
  }
}
