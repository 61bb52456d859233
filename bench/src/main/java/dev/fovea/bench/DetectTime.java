package dev.fovea.bench;

import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds things in pictures from their files with an exported detector, and times each batch; its
 * twin is {@code detect_time.py}.
 *
 * <p>Arguments: threads, the {@code .onnx} file, a file that lists pictures. Prints a line of JSON
 * when it is ready. Then lines on stdin: {@code scores} asks for the scores of all boxes that any
 * least score would let through, {@code from S} sets the least score, and two numbers say how many
 * pictures a batch has and how many batches come, taken from the list in turn; the answer is the
 * time of each and how many boxes were found.
 */
public final class DetectTime implements AutoCloseable {
  private final Path model;
  private final Settings settings;
  private final List<Path> pictures;
  private double least;
  private Detector detector;
  private int batch;
  private int next;

  private DetectTime(Path model, Settings settings, List<Path> pictures) {
    this.model = model;
    this.settings = settings;
    this.pictures = pictures;
  }

  public static void main(String... args) throws IOException {
    List<Path> pictures = Files.readAllLines(Path.of(args[2])).stream().map(Path::of).toList();
    var settings = Settings.on("cpu").withThreads(Integer.parseInt(args[0]));
    try (var all = new DetectTime(Path.of(args[1]), settings, pictures)) {
      System.out.printf("{\"version\": \"JDK %s\"}%n", Runtime.version());
      Turns.answer(all::run);
    }
  }

  private String run(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "scores" -> scores();
      case "from" -> from(Double.parseDouble(words[1]));
      default -> times(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    };
  }

  private String scores() {
    from(0);
    open(1);
    var scores = new ArrayList<Double>();
    for (Path picture : pictures)
      for (Detection one : detector.detect(picture).found()) scores.add(one.score());
    return "{\"scores\": %s}".formatted(scores);
  }

  private String from(double score) {
    close();
    least = score;
    return "{}";
  }

  private String times(int size, int batches) {
    open(size);
    var millis = new ArrayList<Double>();
    long found = 0;
    long cpu = Turns.cpuNanos();
    for (int i = 0; i < batches; i++) {
      var files = new ArrayList<Path>();
      while (files.size() < size) files.add(pictures.get(next++ % pictures.size()));
      long began = System.nanoTime();
      List<Detections> answers = detector.detectFiles(files);
      millis.add((System.nanoTime() - began) / 1e6);
      for (Detections answer : answers) found += answer.found().size();
    }
    double cpuMillis = (Turns.cpuNanos() - cpu) / 1e6 / batches;
    return "{\"ms\": %s, \"cpu_ms\": %s, \"found\": %s}".formatted(millis, cpuMillis, found);
  }

  /** As suits the batch: all threads work on one picture, or each on some of the batch. */
  private void open(int size) {
    if (detector != null && batch == size) return;
    close();
    batch = size;
    Settings asked = settings.withDetecting(how -> how.withMinScore(least));
    detector = Detector.open(model, size == 1 ? asked : asked.forMany());
  }

  @Override
  public void close() {
    if (detector != null) detector.close();
    detector = null;
  }
}
