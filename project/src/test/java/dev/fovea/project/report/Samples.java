package dev.fovea.project.report;

import dev.fovea.task.classify.metric.Calibration;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A made-up run, with names as awkward as people's folders have them. */
final class Samples {
  static final List<String> NAMES =
      List.of(
          "apple",
          "banana",
          "R&D <b>\"prototype\"</b>",
          "Crème brûlée",
          "a class whose name goes on and on because somebody described the whole part in it",
          "grapes",
          "kiwi",
          "lemon",
          "mango",
          "orange",
          "pear",
          "plum");

  private Samples() {}

  static List<EpochRow> epochs(int count) {
    var random = new SplittableRandom(4);
    var rows = new ArrayList<EpochRow>();
    for (int e = 1; e <= count; e++) {
      double fall = Math.exp(-e / 6.0);
      var scores = new LinkedHashMap<String, Double>();
      scores.put("top1", 0.93 - 0.7 * fall + 0.02 * random.nextDouble());
      scores.put("f1_macro", 0.90 - 0.7 * fall + 0.02 * random.nextDouble());
      double rate = 0.05 * (1 + Math.cos(Math.PI * e / count)) / 2;
      double loss = 0.15 + 2 * fall;
      rows.add(
          new EpochRow(
              e,
              e * 82L,
              e * 24.5,
              rate,
              loss,
              loss + 0.1 * random.nextDouble(),
              Map.of(),
              scores,
              310,
              0.04));
    }
    return rows;
  }

  static long[][] counts(int classes) {
    var random = new SplittableRandom(9);
    var counts = new long[classes][classes];
    for (int t = 0; t < classes; t++) {
      counts[t][t] = 30 + random.nextLong(90);
      for (int m = 0; m < 3; m++) counts[t][random.nextInt(classes)] += random.nextLong(12);
    }
    return counts;
  }

  /** Answers from 0.1 to 0.9 that are right less often, by this much, than they say. */
  static Calibration calibration(double gap) {
    List<Calibration.Bin> bins =
        IntStream.range(1, 10)
            .mapToObj(i -> new Calibration.Bin(i * 10L, i / 10.0, Math.max(0, i / 10.0 - gap)))
            .toList();
    return new Calibration(bins, gap, gap, gap);
  }

  static Picture photograph(int seed) {
    var random = new SplittableRandom(seed);
    return Picture.drawn(
        "photograph",
        () -> {
          var image = new BufferedImage(96, 72 + 24 * (seed % 3), BufferedImage.TYPE_INT_RGB);
          var pen = image.createGraphics();
          pen.setColor(new Color(random.nextInt(0x1000000)));
          pen.fillRect(0, 0, 96, 120);
          pen.setColor(new Color(random.nextInt(0x1000000)));
          pen.fillOval(16, 10, 60, 50);
          pen.dispose();
          return image;
        });
  }

  static Report report() {
    var lines = new ArrayList<ClassLine>();
    for (int c = 0; c < NAMES.size(); c++) {
      double f1 = 0.70 + 0.025 * c;
      lines.add(
          new ClassLine(NAMES.get(c), f1 + 0.02, f1 - 0.02, f1, 40 + 31L * c, 0.9 + c * 0.008));
    }
    var worst = new ArrayList<Mistake>();
    for (int i = 0; i < 25; i++) {
      String truth = NAMES.get(i % 12);
      worst.add(
          new Mistake(
              photograph(i),
              "val/" + truth + "/IMG_20" + i + ".jpg",
              truth,
              NAMES.get((i * 5 + 1) % 12),
              0.99 - 0.02 * i));
    }
    var rows = epochs(24);
    return new Report(
        "Fruit & more: 12 classes",
        "resnet18 learned 12 classes from 2,640 images in 9 min 48 s, and finds 92 of 100 images it"
            + " had not seen.",
        List.of(
            new Fact("Task", "classify"),
            new Fact("Model", "resnet18, 11.2 M parameters, from scratch"),
            new Fact(
                "Data",
                "photos/fruit: 12 class folders, 2,640 training and 660 validation images (drawn"
                    + " from the training images, stratified, seed 0)"),
            new Fact("Classes", String.join(", ", NAMES)),
            new Fact(
                "Recipe",
                "24 epochs of batches of 32 at 128 px; SGD 0.05, momentum 0.9, cosine; flips,"
                    + " random resized crop, colour jitter"),
            new Fact("Seed", "0"),
            new Fact("Machine", "2 cores, 23 GB, no GPU; libtorch 2.10, JDK 25"),
            new Fact("Time", "9 min 48 s, 310 images per second, 4 % of it waiting for data")),
        List.of(
            new Headline("top1", 0.9212, 0.9015, 0.9409),
            new Headline("balanced_accuracy", 0.9034, 0.879, 0.926),
            new Headline("f1_macro", 0.8991, 0.873, 0.922),
            new Headline("auroc", 0.9871, 0.981, 0.992),
            Headline.of("loss", 0.2871)),
        List.of("Temperature 1.31 fits the probabilities: ece went from 0.052 to 0.021"),
        lines,
        List.of(
            new Plot(
                Curves.loss(rows),
                "Loss after each epoch. Training is measured on augmented images, so it may lie"
                    + " above validation."),
            new Plot(Curves.scores(rows), "Scores on the validation images."),
            new Plot(Curves.learningRate(rows), "The learning rate at the end of each epoch.")),
        new Plot(
            ConfusionPlot.of(NAMES, counts(12)),
            "A row is what an image shows, a column what the model said. Blue is right, orange is"
                + " wrong."),
        new Plot(ReliabilityPlot.of(calibration(0.2), calibration(0.02)), "Probabilities."),
        new Plot(photograph(3), "A batch of training images, augmented, as the network sees them."),
        worst,
        List.of(
            "train/apple/IMG_1.jpg: a text file, not an image",
            "train/<b>/x.png: ends after 512 of 9,120 bytes"),
        List.of(
            new Command(
                "fovea predict runs/fruit/best.safetensors my-photos/",
                "Let it answer for your own photographs:"),
            new Command(
                "fovea evaluate runs/fruit/best.safetensors --data photos/fruit --split test",
                "Score it on images that played no part in training:")),
        List.of(
            new Command(
                "fovea train classify --data photos/fruit --model resnet18 --epochs 24 --seed 0"
                    + " --out runs/fruit",
                "The same recipe, machine and thread count give the same bits:")));
  }
}
