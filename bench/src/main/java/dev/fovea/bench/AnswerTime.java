package dev.fovea.bench;

import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers pictures from their files with an exported model, and times each batch: what an
 * application does that stands on the room predict alone.
 *
 * <p>Arguments: threads, the {@code .onnx} file, a file that lists pictures. Prints a line of JSON
 * when it is ready. Then each line on stdin says how many pictures a batch has and how many batches
 * come, taken from the list in turn; the answer is the time of each and the classes.
 */
public final class AnswerTime implements AutoCloseable {
  private final Path model;
  private final Settings settings;
  private final List<Path> pictures;
  private Classifier classifier;
  private int batch;
  private int next;

  private AnswerTime(Path model, Settings settings, List<Path> pictures) {
    this.model = model;
    this.settings = settings;
    this.pictures = pictures;
  }

  public static void main(String... args) throws IOException {
    List<Path> pictures = Files.readAllLines(Path.of(args[2])).stream().map(Path::of).toList();
    var settings = Settings.on("cpu").withThreads(Integer.parseInt(args[0]));
    try (var all = new AnswerTime(Path.of(args[1]), settings, pictures)) {
      System.out.printf("{\"version\": \"JDK %s\"}%n", Runtime.version());
      Turns.answer(all::run);
    }
  }

  private String run(String line) {
    String[] words = line.split(" ", -1);
    open(Integer.parseInt(words[0]));
    var millis = new ArrayList<Double>();
    var classes = new ArrayList<String>();
    long cpu = Turns.cpuNanos();
    for (int i = 0; i < Integer.parseInt(words[1]); i++) {
      var files = new ArrayList<Path>();
      while (files.size() < batch) files.add(pictures.get(next++ % pictures.size()));
      long began = System.nanoTime();
      List<Answer> answers = classifier.classifyFiles(files);
      millis.add((System.nanoTime() - began) / 1e6);
      for (Answer answer : answers) classes.add(answer.top().name().substring("class".length()));
    }
    double cpuMillis = (Turns.cpuNanos() - cpu) / 1e6 / millis.size();
    return "{\"ms\": %s, \"cpu_ms\": %s, \"classes\": %s}".formatted(millis, cpuMillis, classes);
  }

  /** As suits the batch: all threads work on one picture, or each on some of the batch. */
  private void open(int batch) {
    if (this.batch == batch) return;
    close();
    this.batch = batch;
    classifier = Classifier.open(model, batch == 1 ? settings : settings.forMany());
  }

  @Override
  public void close() {
    if (classifier != null) classifier.close();
  }
}
