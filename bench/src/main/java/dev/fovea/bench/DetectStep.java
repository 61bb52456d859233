package dev.fovea.bench;

import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.image.Box;
import dev.fovea.image.Preprocess;
import dev.fovea.task.detect.DetectLoss;
import dev.fovea.torch.Devices;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a detector of 80 classes on one batch of noise [n, 3, size, size] with drawn boxes, by the
 * steps that every training run takes, and times each; its twin is {@code detect_step.py}. What it
 * starts from goes into a file, so that the twin learns from the same batch, and from the same
 * weights where its network has these names.
 *
 * <p>Arguments: threads of libtorch, the file to write, size in pixels, network, pictures a batch,
 * boxes a picture. Prints a line of JSON when it is ready, and then for each line with a number k
 * on stdin takes k steps and prints their times.
 */
public final class DetectStep {
  private static final int CLASSES = 80;
  private static final Optimiser SGD = new Optimiser.Sgd(0.001, 0.9, true, 5e-4);

  private DetectStep() {}

  public static void main(String... args) throws IOException {
    Turns.prepare(Integer.parseInt(args[0]));
    int px = Integer.parseInt(args[2]);
    int count = Integer.parseInt(args[4]);
    int boxes = Integer.parseInt(args[5]);
    Device cpu = Devices.of("cpu");
    Drawing drawing = Detectors.of(args[3], DetectorOptions.of(CLASSES));
    Network network = drawing.network();
    Feed feed =
        Feed.training(Preprocess.stretch(3, px, px), CLASSES, count, Augment.none(), 1).withBoxes();
    try (Weights weights = InitialWeights.of(network, drawing.init(), 1);
        Loader loader =
            Loader.of(Noise.pictures(count, px, dice -> things(dice, boxes, px)), feed);
        Batch batch = loader.epoch(0, 0).next();
        DetectLoss loss = DetectLoss.of(drawing.style(), CLASSES)) {
      writeStart(Path.of(args[1]), weights, batch, loss);
      System.out.printf(
          "{\"parameters\": %d, \"macs\": %d, \"version\": \"JDK %s\"}%n",
          Params.count(network), Macs.of(network, px, px), Runtime.version());
      var part = new Part("main", network, weights, Part.Settings.of(SGD));
      try (var step = new SupervisedStep(network, part, loss, cpu)) {
        Turns.answer(new Steps(() -> step.learn(batch, 1).get("loss"))::run);
      }
    }
  }

  /** Boxes from a sixteenth to half of the picture wide and high, whole inside it. */
  private static Truth things(Random dice, int boxes, int px) {
    return new Truth.Objects(
        IntStream.range(0, boxes)
            .mapToObj(_ -> {
              double width = px * dice.nextDouble(1.0 / 16, 0.5);
              double height = px * dice.nextDouble(1.0 / 16, 0.5);
              double left = dice.nextDouble(px - width);
              double top = dice.nextDouble(px - height);
              return Thing.of(
                  dice.nextInt(CLASSES), new Box(left, top, left + width, top + height));
            })
            .toList());
  }

  /** The weights by their names, {@code images} [n, 3, h, w] and {@code targets} [k, 6]. */
  private static void writeStart(Path file, Weights weights, Batch batch, DetectLoss loss) {
    try (var _ = new Scope()) {
      var start = new LinkedHashMap<String, Tensor>(weights.tensors());
      start.put("images", Tensors.of(batch.images(), batch.shape()));
      start.put("targets", loss.targets(batch));
      SafetensorsWriter.write(file, new LinkedHashMap<>(), start);
    }
  }
}
