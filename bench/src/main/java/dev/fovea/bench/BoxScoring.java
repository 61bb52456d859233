package dev.fovea.bench;

import dev.fovea.image.Box;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.detect.metric.BoxMetric;
import dev.fovea.task.detect.metric.BoxScores;
import dev.fovea.task.detect.metric.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Scores a detector's answers to many pictures; its twin is {@code box_scoring.py}.
 *
 * <p>Arguments: a file of truths and one of answers, and the number of classes. Each line on stdin
 * asks for the scores, from boxes in memory; {@code intervals} for their intervals too.
 */
public final class BoxScoring {
  private BoxScoring() {}

  public static void main(String... args) throws IOException {
    int classes = Integer.parseInt(args[2]);
    List<Picture> pictures = read(Path.of(args[0]), Path.of(args[1]));
    System.out.printf("{\"version\": \"JDK %s\"}%n", Runtime.version());
    Turns.answer(line -> run(pictures, classes, line.equals("intervals")));
  }

  private static String run(List<Picture> pictures, int classes, boolean intervals) {
    long cpu = Turns.cpuNanos();
    long began = System.nanoTime();
    var metric = new BoxMetric(classes);
    metric.addAll(pictures);
    long matched = System.nanoTime();
    BoxScores scores = metric.scores(intervals ? Bootstrap.DEFAULT : Bootstrap.NONE);
    long ended = System.nanoTime();
    var stats = new StringJoiner(", ", "[", "]");
    scores.values().values().forEach(v -> stats.add(Double.toString(v)));
    return "{\"ms\": %s, \"matching\": %s, \"cpu_ms\": %s, \"stats\": %s}"
        .formatted(
            (ended - began) / 1e6, (matched - began) / 1e6, (Turns.cpuNanos() - cpu) / 1e6, stats);
  }

  /** Rows of doubles: picture, label, left, top, width, height, and crowd and area or score. */
  private static List<Picture> read(Path truths, Path answers) throws IOException {
    var pictures = new ArrayList<Picture>();
    ByteBuffer in = open(truths);
    while (in.hasRemaining()) {
      Picture picture = picture(pictures, (int) in.getDouble());
      picture.truth((int) in.getDouble(), box(in), in.getDouble() == 1, in.getDouble());
    }
    in = open(answers);
    while (in.hasRemaining()) {
      Picture picture = picture(pictures, (int) in.getDouble());
      int label = (int) in.getDouble();
      Box box = box(in);
      picture.answer(label, in.getDouble(), box);
    }
    return pictures;
  }

  private static ByteBuffer open(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Picture picture(List<Picture> pictures, int number) {
    while (pictures.size() <= number) pictures.add(new Picture());
    return pictures.get(number);
  }

  private static Box box(ByteBuffer in) {
    double left = in.getDouble();
    double top = in.getDouble();
    return new Box(left, top, left + in.getDouble(), top + in.getDouble());
  }
}
