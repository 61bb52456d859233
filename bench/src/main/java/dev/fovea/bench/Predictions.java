package dev.fovea.bench;

import dev.fovea.predict.Classifier;
import dev.fovea.predict.Settings;
import dev.fovea.torch.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks one classifier from many threads: each call decodes a file's bytes and answers. An answer
 * must not depend on who asks beside it.
 *
 * <p>Arguments: model file, folder of PNG pictures, threads, predictions in all, looks at memory,
 * and of an .onnx file how many sessions with how many threads each.
 */
public final class Predictions {
  private final Classifier classifier;
  private final List<byte[]> files = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final AtomicLong next = new AtomicLong();

  private Predictions(Classifier classifier, Path folder) throws IOException {
    this.classifier = classifier;
    try (var paths = Files.walk(folder)) {
      for (Path path :
          paths.filter(p -> p.toString().endsWith(".png")).sorted().limit(500).toList())
        files.add(Files.readAllBytes(path));
    }
    for (byte[] file : files) expected.add(classifier.classify(file).toString());
  }

  public static void main(String... args) throws Exception {
    int threads = Integer.parseInt(args[2]);
    long all = Long.parseLong(args[3]);
    int looks = Integer.parseInt(args[4]);
    if (!args[0].endsWith(".onnx")) Threads.use(1);
    Settings settings =
        Settings.on("cpu")
            .withSessions(Integer.parseInt(args[5]))
            .withThreads(Integer.parseInt(args[6]));
    try (Classifier classifier = Classifier.open(Path.of(args[0]), settings)) {
      new Predictions(classifier, Path.of(args[1])).run(threads, all, looks);
    }
  }

  private void run(int threads, long all, int looks)
      throws IOException, InterruptedException, ExecutionException {
    System.out.printf("%,d files, %d threads%n%s%n", files.size(), threads, Resident.HEADER);
    long began = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (int look = 1; look <= looks; look++) {
        long until = all * look / looks;
        var turns = new ArrayList<Future<Long>>();
        for (int t = 0; t < threads; t++) turns.add(pool.submit(() -> ask(until)));
        long wrong = 0;
        for (var turn : turns) wrong += turn.get();
        if (wrong > 0) throw new IllegalStateException(wrong + " answers differ from the first");
        next.set(until);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.println(Resident.now().row(until, seconds));
      }
    }
  }

  /** Answers until so many are given by all threads together; how many were not as expected. */
  private long ask(long until) {
    long wrong = 0;
    for (long i = next.getAndIncrement(); i < until; i = next.getAndIncrement()) {
      int file = (int) (i % files.size());
      if (!classifier.classify(files.get(file)).toString().equals(expected.get(file))) wrong++;
    }
    return wrong;
  }
}
