package dev.fovea.project.report.detect;

import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Box;
import dev.fovea.image.Canvas;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.project.report.Command;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Fact;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.task.detect.DetectOutputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Made-up pictures of discs in boxes, and a detector that is often right about them. */
final class Scenes {
  static final Classes CELLS = Classes.of("red <b>cell</b>", "white & large", "platelet");
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int[] COLOURS = {0xc0504d, 0x6a5acd, 0x9bbb59};

  private Scenes() {}

  /** Classes with these many names. */
  static Classes classes(int count) {
    if (count == 3) return CELLS;
    return new Classes(IntStream.range(0, count).mapToObj(i -> "class number " + i).toList());
  }

  /** Pictures and answers that are wrong more often the higher {@code noise} is, 0 to 1. */
  static List<Answered> answered(int pictures, int classes, double noise) {
    var random = new SplittableRandom(7);
    var all = new ArrayList<Answered>();
    for (int i = 0; i < pictures; i++) {
      List<Thing> things = things(random, classes, i % 7 == 3 ? 0 : 1 + random.nextInt(9));
      all.add(
          new Answered(
              new Example("val/IMG_" + i + ".jpg", new Drawn(things), new Truth.Objects(things)),
              new Detections(answers(random, classes, things, noise))));
    }
    return all;
  }

  private static List<Thing> things(SplittableRandom random, int classes, int count) {
    var things = new ArrayList<Thing>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(1 + random.nextInt(classes));
      double width = 14 + 70 * Math.pow(random.nextDouble(), 2);
      double height = width * (0.7 + 0.6 * random.nextDouble());
      double left = random.nextDouble() * (WIDTH - width);
      double top = random.nextDouble() * (HEIGHT - height);
      things.add(Thing.of(label, new Box(left, top, left + width, top + height)));
    }
    return things;
  }

  private static List<Detection> answers(
      SplittableRandom random, int classes, List<Thing> things, double noise) {
    var answers = new ArrayList<Detection>();
    for (Thing thing : things) {
      if (random.nextDouble() < 0.5 * noise) continue;
      int label = random.nextDouble() < 0.3 * noise ? random.nextInt(classes) : thing.label();
      double shift = thing.box().width() * noise * (random.nextDouble() - 0.4);
      answers.add(answer(classes, label, 0.45 + 0.54 * random.nextDouble(), thing.box(), shift));
      if (random.nextDouble() < 0.2 * noise)
        answers.add(answer(classes, label, 0.3 + 0.3 * random.nextDouble(), thing.box(), -shift));
    }
    for (Thing made : things(random, classes, random.nextInt(3)))
      if (random.nextDouble() < noise)
        answers.add(answer(classes, made.label(), 0.6 * random.nextDouble(), made.box(), 0));
    answers.sort(Comparator.comparingDouble(answer -> -answer.score()));
    return answers;
  }

  private static Detection answer(int classes, int label, double score, Box box, double shift) {
    var moved =
        new Box(box.left() + shift, box.top(), box.right() + shift, box.bottom() + shift / 2 + 1);
    return new Detection(classes(classes).name(label), label, score, moved.clip(WIDTH, HEIGHT));
  }

  /** What the metrics say of such pictures. */
  static DetectEvaluation evaluation(List<Answered> answered, int classes, int resamples) {
    var outputs =
        new DetectOutputs(
            answered.stream().map(Answered::example).toList(),
            answered.stream().map(Answered::answers).toList());
    return DetectEvaluation.of(outputs, classes(classes), new Bootstrap(resamples, 0));
  }

  /** A run over so many pictures and classes. */
  static DetectRun run(int pictures, int classes) {
    return run(answered(pictures, classes, 0.6), classes, rows(24));
  }

  static DetectRun run(List<Answered> answered, int classes, List<EpochRow> rows) {
    return new DetectRun(
        classes(classes),
        evaluation(answered, classes, 200),
        "map50",
        LabelStats.of(classes(classes), answered.stream().map(Answered::example).toList()),
        rows);
  }

  static List<EpochRow> rows(int epochs) {
    var rows = new ArrayList<EpochRow>();
    for (int e = 1; e <= epochs; e++) {
      double fall = Math.exp(-e / 6.0);
      var parts = new LinkedHashMap<String, Double>();
      parts.put("box", 0.6 + 1.2 * fall);
      parts.put("scores", 0.4 + 2.4 * fall);
      parts.put("distribution", 0.9 + 0.5 * fall);
      var scores = new LinkedHashMap<String, Double>();
      scores.put("map", 0.62 - 0.6 * fall);
      scores.put("map50", 0.9 - 0.8 * fall);
      scores.put("map_small", 0.3 - 0.2 * fall);
      double whole = parts.values().stream().mapToDouble(Double::doubleValue).sum();
      rows.add(
          new EpochRow(
              e,
              40L * e,
              30.0 * e,
              0.01 * (epochs - e) / epochs,
              whole,
              Double.NaN,
              parts,
              scores,
              80,
              0.01));
    }
    return rows;
  }

  static DetectWords words() {
    return new DetectWords(
        "Blood cells & more: 3 classes",
        "yolo-n learned from 205 pictures in 21 min; scores are on 87 validation pictures.",
        List.of(new Fact("Task", "detect"), new Fact("Model", "yolo-n")),
        List.of("Boxes are chosen without suppression"),
        List.of("train/<b>/x.jpg: a text file, not an image"),
        List.of(new Command("fovea predict best.safetensors PICTURES", "answers for new pictures")),
        List.of(new Command("fovea train detect --recipe recipe.yaml", "the same run again")));
  }

  /** Draws a disc into each box. */
  private record Drawn(List<Thing> things) implements Source {
    @Override
    public Image image() {
      var canvas = Canvas.blank(WIDTH, HEIGHT, 0xe8dcc8);
      for (Thing thing : things) {
        Box box = thing.box();
        canvas.fillEllipse(
            box.left(), box.top(), box.width(), box.height(), COLOURS[thing.label() % 3]);
      }
      return canvas.toImage();
    }

    @Override
    public void check() {}
  }
}
