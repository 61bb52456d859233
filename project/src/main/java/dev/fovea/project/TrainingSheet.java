package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Image;
import dev.fovea.image.Numbers;
import dev.fovea.image.Preprocess;
import dev.fovea.project.report.Seen;
import dev.fovea.project.report.Sheets;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Training pictures as the network sees them, augmented, with their classes. */
final class TrainingSheet {
  private static final int MOST = 40;

  private TrainingSheet() {}

  /** Draws the first batch of the first epoch; the batches of training are not touched. */
  static void write(Loader loader, Preprocess preprocess, Dataset data, Path file) {
    var batches = loader.epoch(0, 0);
    if (!batches.hasNext()) return;
    try (Batch batch = batches.next()) {
      List<Seen> seen = new ArrayList<>();
      for (int i = 0; i < Math.min(MOST, batch.size()); i++) {
        seen.add(new Seen(picture(preprocess, batch.images(), i), words(data, batch, i)));
      }
      var _ = Sheets.training(seen).write(file);
    }
  }

  /** The classes of a picture; with their shares where pictures are mixed. */
  static String words(Dataset data, Batch batch, int row) {
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

  /** The way back from a network's numbers [c, h, w] to a picture. */
  static Image picture(Preprocess preprocess, FloatBuffer images, int row) {
    int channels = preprocess.channels();
    int area = preprocess.height() * preprocess.width();
    Numbers numbers = preprocess.numbers();
    var samples = new byte[channels * area];
    for (int c = 0; c < channels; c++)
      for (int i = 0; i < area; i++) {
        float x = images.get((row * channels + c) * area + i);
        double full =
            (x * numbers.deviation().get(c) + numbers.mean().get(c)) / numbers.white() * 255;
        samples[i * channels + c] = (byte) Math.clamp(Math.round(full), 0, 255);
      }
    return Image.of8(preprocess.width(), preprocess.height(), channels, samples);
  }
}
