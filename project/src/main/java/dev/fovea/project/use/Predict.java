package dev.fovea.project.use;

import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.task.classify.Answer;
import dev.fovea.task.classify.Classifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * A classifier's answers for any number of picture files. Worker threads decode and preprocess
 * ahead of the network, some batches at most; answers come in the order of the inputs; a file that
 * cannot be decoded is told and the rest goes on. Memory does not grow with the number of inputs.
 */
public final class Predict implements AutoCloseable {
  private final Classifier classifier;
  private final int batch;
  private final Views views;
  private final int threads;
  private final Optional<Drawn> drawn;
  private final ExecutorService pool;
  private final FloatBuffer numbers;

  /** A picture that is ready for the network, or why it is not. */
  private record Ready(Input input, List<Image> views, String why) {}

  private Predict(Classifier classifier, int batch, Views views, Optional<Path> out) {
    views.check(classifier.model().preprocess());
    this.classifier = classifier;
    this.batch = batch;
    this.views = views;
    this.threads = Runtime.getRuntime().availableProcessors();
    this.drawn = out.map(Drawn::into);
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("fovea-predict-", 0).factory());
    int rows = Math.multiplyExact(batch, views.count());
    int floats = Math.multiplyExact(rows, classifier.model().preprocess().floats());
    this.numbers =
        ByteBuffer.allocateDirect(Math.multiplyExact(floats, 4))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /**
   * Opens a model file.
   *
   * @param device {@code auto}, {@code cpu} or {@code cuda}
   * @param batch pictures that run at a time
   * @param views test-time augmentation: what is seen of each picture
   * @param minConfidence below it an answer is unsure; where it is empty, as the model says
   * @param out a new or empty folder for the pictures with the answers drawn on, or none
   */
  public static Predict open(
      Path model,
      String device,
      int batch,
      Views views,
      OptionalDouble minConfidence,
      Optional<Path> out) {
    if (batch < 1) throw new IllegalArgumentException("batch must be above 0, got " + batch);
    Classifier classifier =
        Classifier.open(
            model,
            device,
            kept ->
                minConfidence.isEmpty()
                    ? kept
                    : kept.withMinConfidence(minConfidence.getAsDouble()));
    try {
      return new Predict(classifier, batch, views, out);
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  /** What was opened; belongs to this. */
  public Classifier classifier() {
    return classifier;
  }

  /**
   * Answers for each input.
   *
   * @param results told of each input, in order, on this thread; answers false to stop
   */
  public void run(Iterator<Input> inputs, Predicate<Predicted> results) {
    var ahead = new ArrayDeque<Future<Ready>>();
    var pictures = new ArrayDeque<Future<?>>();
    boolean wanted = true;
    while (wanted) {
      var some = new ArrayList<Ready>();
      while (some.size() < batch) {
        while (ahead.size() < batch + 2 * threads && inputs.hasNext()) {
          Input input = inputs.next();
          ahead.add(pool.submit(() -> ready(input)));
        }
        if (ahead.isEmpty()) break;
        some.add(got(ahead.remove()));
      }
      if (some.isEmpty()) break;
      wanted = answer(some, results, pictures);
    }
    ahead.forEach(future -> future.cancel(false));
    while (!pictures.isEmpty()) got(pictures.remove());
  }

  private Ready ready(Input input) {
    Preprocess preprocess = classifier.model().preprocess();
    try {
      return new Ready(input, views.of(Decode.of(input.file(), preprocess), preprocess), "");
    } catch (ImageException e) {
      return new Ready(input, List.of(), e.getMessage());
    } catch (RuntimeException e) {
      return new Ready(input, List.of(), input.file() + " cannot be decoded: " + e);
    }
  }

  private boolean answer(
      List<Ready> some, Predicate<Predicted> results, ArrayDeque<Future<?>> pictures) {
    Iterator<Answer> answers = answers(some.stream().map(Ready::views).toList()).iterator();
    for (Ready ready : some) {
      Input input = ready.input();
      if (ready.views().isEmpty()) {
        if (!results.test(new Predicted.Failed(input, ready.why()))) return false;
        continue;
      }
      Answer answer = answers.next();
      if (!results.test(new Predicted.Answered(input, answer))) return false;
      if (drawn.isEmpty()) continue;
      while (pictures.size() >= 2 * threads) got(pictures.remove());
      pictures.add(pool.submit(() -> drawn.get().write(input, answer)));
    }
    return true;
  }

  /** Answers of the pictures that are there, each with its views. */
  private List<Answer> answers(List<List<Image>> pictures) {
    Preprocess preprocess = classifier.model().preprocess();
    int n = 0;
    for (List<Image> picture : pictures)
      for (Image view : picture) preprocess.write(view, numbers, n++ * preprocess.floats());
    return n == 0
        ? List.of()
        : classifier.classify(numbers.slice(0, n * preprocess.floats()), n / views.count(), views);
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a picture", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) throw known;
      if (e.getCause() instanceof Error error) throw error;
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Ends the workers and frees the model. */
  @Override
  public void close() {
    pool.shutdownNow();
    classifier.close();
  }
}
