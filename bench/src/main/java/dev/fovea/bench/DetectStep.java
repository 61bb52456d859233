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
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.detect.DetectLoss;
import dev.fovea.task.detect.DetectorRun;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.task.detect.Things;
import dev.fovea.task.detect.rcnn.FasterRcnn;
import dev.fovea.task.detect.rcnn.FasterRcnnStep;
import dev.fovea.task.detect.rcnn.Sampler;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.Step;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
 * boxes a picture. Prints a line of JSON when it is ready. Then lines on stdin: a number k takes k
 * steps and times them. Two more are of detectors of two stages: {@code answer k} looks for things
 * in the batch k times, and tells as {@code loss} how many boxes were found; {@code weigh} gives
 * the loss without a step and without chance: of boxes to learn from those come first whose number
 * times 7919 has the smallest rest by 10007.
 */
public final class DetectStep {
  private static final int CLASSES = 80;
  private static final int LEARNED = 512;

  /** torchvision's, of a detector of two stages. */
  private static final double LEAST = 0.05;

  private static final int MOST = 100;
  private static final Optimiser SGD = new Optimiser.Sgd(0.001, 0.9, true, 5e-4);
  private static final Sampler IN_TURN =
      (candidates, count) ->
          IntStream.of(candidates)
              .boxed()
              .sorted(Comparator.comparingLong(i -> i * 7919L % 10007))
              .mapToInt(i -> i)
              .limit(count)
              .sorted()
              .toArray();

  private final Drawing drawing;
  private final Batch batch;
  private final Step step;

  private DetectStep(Drawing drawing, Batch batch, Step step) {
    this.drawing = drawing;
    this.batch = batch;
    this.step = step;
  }

  public static void main(String... args) throws IOException {
    Turns.prepare(Integer.parseInt(args[0]));
    int px = Integer.parseInt(args[2]);
    int count = Integer.parseInt(args[4]);
    int boxes = Integer.parseInt(args[5]);
    Drawing drawing = Detectors.of(args[3], DetectorOptions.of(CLASSES));
    Network network = drawing.network();
    Feed feed =
        Feed.training(Preprocess.stretch(3, px, px), CLASSES, count, Augment.none(), 1).withBoxes();
    try (Weights weights = InitialWeights.of(network, drawing.init(), 1);
        Loader loader =
            Loader.of(Noise.pictures(count, px, dice -> things(dice, boxes, px)), feed);
        Batch batch = loader.epoch(0, 0).next()) {
      writeStart(Path.of(args[1]), weights, batch);
      System.out.printf(
          "{\"parameters\": %d, \"macs\": %d, \"answer_macs\": %d, \"version\": \"JDK %s\"}%n",
          Params.count(network),
          macs(drawing, px, false),
          macs(drawing, px, true),
          Runtime.version());
      var part = new Part("main", network, weights, Part.Settings.of(SGD));
      learn(drawing, batch, part);
    }
  }

  private static void learn(Drawing drawing, Batch batch, Part part) throws IOException {
    Device cpu = Devices.of("cpu");
    if (drawing.style() instanceof Style.FasterRcnn style) {
      DetectPostprocess how = Postprocesses.of(style);
      try (var step =
          new FasterRcnnStep(drawing.network(), part, how, CLASSES, cpu, Precision.FLOAT32)) {
        Turns.answer(new DetectStep(drawing, batch, step)::run);
      }
      return;
    }
    try (DetectLoss loss = DetectLoss.of(drawing.style(), CLASSES);
        var step = new SupervisedStep(drawing.network(), part, loss, cpu)) {
      Turns.answer(new DetectStep(drawing, batch, step)::run);
    }
  }

  private String run(String line) {
    if (line.equals("weigh")) return "{\"loss\": %s}".formatted(weigh());
    if (line.startsWith("answer ")) return new Steps(this::answer).run(line.substring(7));
    return new Steps(() -> step.learn(batch, 1).get("loss")).run(line);
  }

  private double weigh() {
    try (var _ = new Scope();
        var _ = Gradients.off()) {
      Tensor images = Tensors.of(batch.images(), batch.shape());
      var detector = new FasterRcnn(drawing.network(), Postprocesses.of(drawing.style()), CLASSES);
      var size = new PictureSize((int) images.size(2), (int) images.size(3));
      List<Things> things = Things.of(DetectLoss.rows(batch), batch.size(), CLASSES);
      return detector
          .losses(
              images,
              Collections.nCopies(batch.size(), size),
              things,
              step.kept(),
              Mode.TRAIN,
              IN_TURN)
          .get("loss")
          .item_float();
    }
  }

  private double answer() {
    var names = new Classes(IntStream.range(0, CLASSES).mapToObj(i -> "class" + i).toList());
    DetectPostprocess how = Postprocesses.of(drawing.style()).withMinScore(LEAST).withMost(MOST);
    var finder = new DetectorRun(drawing.network(), how, names);
    try (var _ = Gradients.off()) {
      Tensor images = Tensors.of(batch.images(), batch.shape());
      return finder.found(images, step.kept()).stream().mapToInt(Found::count).sum();
    }
  }

  /** Of a picture, forward. */
  private static long macs(Drawing drawing, int px, boolean answer) {
    if (!(drawing.style() instanceof Style.FasterRcnn style))
      return Macs.of(drawing.network(), px, px);
    int proposals = answer ? style.proposing().after() : LEARNED;
    return dev.fovea.zoo.detect.FasterRcnn.macs(drawing.network(), px, px, proposals);
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
  private static void writeStart(Path file, Weights weights, Batch batch) {
    try (var _ = new Scope()) {
      var start = new LinkedHashMap<String, Tensor>(weights.tensors());
      start.put("images", Tensors.of(batch.images(), batch.shape()));
      start.put("targets", DetectLoss.rows(batch));
      SafetensorsWriter.write(file, new LinkedHashMap<>(), start);
    }
  }
}
