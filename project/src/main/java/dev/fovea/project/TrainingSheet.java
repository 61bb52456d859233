package dev.fovea.project;

import dev.fovea.data.Counted;
import dev.fovea.data.Dataset;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Box;
import dev.fovea.image.BoxMark;
import dev.fovea.image.Image;
import dev.fovea.image.Numbers;
import dev.fovea.image.Preprocess;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Seen;
import dev.fovea.project.report.Sheets;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Training pictures as the network sees them, augmented, with their classes or boxes. */
final class TrainingSheet {
  private static final int MOST = 40;
  private static final int BOXES_IN_A_ROW = 4;

  private TrainingSheet() {}

  /** Draws the first batch of the first epoch; the batches of training are not touched. */
  static void write(Loader loader, Preprocess preprocess, Dataset data, Path file) {
    var batches = loader.epoch(0, 0);
    if (!batches.hasNext()) return;
    try (Batch batch = batches.next()) {
      List<Seen> seen = new ArrayList<>();
      for (int i = 0; i < Math.min(MOST, batch.size()); i++) {
        seen.add(seen(preprocess, data, batch, i));
      }
      var _ = sheet(data, seen, BOXES_IN_A_ROW).write(file);
    }
  }

  /** A sheet of pictures with their classes, or, larger, with their boxes. */
  static Picture sheet(Dataset data, List<Seen> seen, int columns) {
    return data.boxes() ? Sheets.boxes(seen, columns) : Sheets.training(seen);
  }

  /** A picture of a batch and what is known of it. */
  static Seen seen(Preprocess preprocess, Dataset data, Batch batch, int row) {
    Image image = picture(preprocess, batch, row);
    if (!data.boxes()) return new Seen(image, words(data, batch, row));
    var marks = marks(data, batch, row);
    return new Seen(Sheets.drawn(image, marks), Counted.of(marks.size(), "box"));
  }

  private static List<BoxMark> marks(Dataset data, Batch batch, int row) {
    var marks = new ArrayList<BoxMark>();
    for (var boxes = batch.boxes(); boxes.hasRemaining(); ) {
      boolean own = boxes.get() == row;
      int label = (int) boxes.get();
      var box = new Box(boxes.get(), boxes.get(), boxes.get(), boxes.get());
      if (own) marks.add(BoxMark.of(box, data.classes().name(label), label));
    }
    return marks;
  }

  /** The classes of a picture; with their shares where pictures are mixed. */
  private static String words(Dataset data, Batch batch, int row) {
    int classes = data.classes().size();
    FloatBuffer targets = batch.targets();
    var labels =
        IntStream.range(0, classes)
            .filter(c -> targets.get(row * classes + c) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -targets.get(row * classes + c)))
            .toList();
    if (labels.stream().allMatch(c -> targets.get(row * classes + c) > 0.995))
      return Names.of(data.classes(), labels);
    return labels.stream()
        .map(c -> Math.round(100 * targets.get(row * classes + c)) + " % " + data.classes().name(c))
        .collect(Collectors.joining("\n"));
  }

  /** The way back from a network's numbers [n, c, h, w] to a picture. */
  private static Image picture(Preprocess preprocess, Batch batch, int row) {
    FloatBuffer images = batch.images();
    int channels = preprocess.channels();
    int height = (int) batch.shape()[2];
    int width = (int) batch.shape()[3];
    int area = height * width;
    Numbers numbers = preprocess.numbers();
    var samples = new byte[channels * area];
    for (int c = 0; c < channels; c++)
      for (int i = 0; i < area; i++) {
        float x = images.get((row * channels + c) * area + i);
        double full =
            (x * numbers.deviation().get(c) + numbers.mean().get(c)) / numbers.white() * 255;
        samples[i * channels + c] = (byte) Math.clamp(Math.round(full), 0, 255);
      }
    return Image.of8(width, height, channels, samples);
  }
}
