package dev.fovea.predict.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Views;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One classifier in the hands of many threads. */
@Timeout(60)
class SharingTest {
  private static Classifier open(int sessions) {
    return Classifier.open(Tiny.file("whole"), Settings.DEFAULT.withSessions(sessions));
  }

  @Test
  void eachThreadGetsItsOwnAnswers() throws Exception {
    for (int sessions : new int[] {1, 2, 5}) {
      var pool = Executors.newFixedThreadPool(8);
      try (var classifier = open(sessions)) {
        List<Answer> expected = Tiny.pictures().stream().map(classifier::classify).toList();
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 600; i++) {
          int k = i % expected.size();
          calls.add(() -> classifier.classify(Tiny.picture(k)));
        }
        List<Future<Answer>> answers = pool.invokeAll(calls);
        for (int i = 0; i < answers.size(); i++)
          assertEquals(expected.get(i % expected.size()), answers.get(i).get());
      } finally {
        pool.shutdown();
      }
    }
  }

  /** In order, whoever answers which: by sessions of one thread, and by sessions of two. */
  @Test
  void oneCallIsSharedOut() {
    List<Image> pictures =
        IntStream.range(0, 11).mapToObj(i -> Tiny.picture(i % Tiny.CLASSES.size())).toList();
    for (Views views : List.of(Views.NONE, Views.FLIP))
      try (var alone = Classifier.open(Tiny.file("whole"), Settings.DEFAULT)) {
        List<Answer> expected = alone.classify(pictures, views);
        for (int sessions : new int[] {2, 3, 20})
          for (int threads : new int[] {1, 2}) {
            var settings = Settings.DEFAULT.withSessions(sessions).withThreads(threads);
            try (var shared = Classifier.open(Tiny.file("whole"), settings)) {
              List<Answer> answers = shared.classify(pictures, views);
              assertEquals(expected.size(), answers.size());
              for (int i = 0; i < answers.size(); i++) {
                assertEquals(expected.get(i).top().name(), answers.get(i).top().name());
                assertEquals(
                    expected.get(i).top().probability(), answers.get(i).top().probability(), 1e-6);
              }
            }
          }
      }
  }

  @Test
  void filesAreAnsweredInOrderAndABrokenOneIsNamed(@TempDir Path folder) throws Exception {
    var files = new ArrayList<Path>();
    for (int i = 0; i < 7; i++) {
      files.add(folder.resolve(i + ".png"));
      Encode.write(Tiny.picture(i % 3), files.get(i));
    }
    var settings = Settings.DEFAULT.withThreads(2).forMany();
    assertEquals(2, settings.sessions());
    assertEquals(1, settings.threads());
    try (var classifier = Classifier.open(Tiny.file("whole"), settings)) {
      assertEquals(
          files.stream().map(classifier::classify).toList(), classifier.classifyFiles(files));
      assertEquals(List.of(), classifier.classifyFiles(List.of()));
      Files.writeString(files.get(5), "no picture");
      var refused = assertThrows(ImageException.class, () -> classifier.classifyFiles(files));
      assertTrue(refused.getMessage().startsWith(files.get(5).toString()), refused.getMessage());
    }
  }

  @Test
  void aClosedOneSaysSoAsOftenAsItIsAsked() {
    var classifier = open(2);
    classifier.close();
    classifier.close();
    for (int i = 0; i < 3; i++) {
      var refused =
          assertThrows(IllegalStateException.class, () -> classifier.classify(Tiny.picture(1)));
      assertEquals("the model was closed", refused.getMessage());
    }
  }

  /** Calls under way end with their answers, later ones are refused, nothing crashes. */
  @Test
  void closingWaitsForCallsUnderWay() throws Exception {
    for (int round = 0; round < 20; round++) {
      var pool = Executors.newFixedThreadPool(4);
      var classifier = open(2);
      Answer expected = classifier.classify(Tiny.picture(1));
      var begun = new CountDownLatch(4);
      var calls = new ArrayList<Future<Integer>>();
      for (int t = 0; t < 4; t++)
        calls.add(
            pool.submit(() -> {
              for (int answered = 0; ; answered++)
                try {
                  assertEquals(expected, classifier.classify(Tiny.picture(1)));
                  if (answered == 0) begun.countDown();
                } catch (IllegalStateException e) {
                  assertEquals("the model was closed", e.getMessage());
                  return answered;
                }
            }));
      begun.await();
      var closers = List.of(new Thread(classifier::close), new Thread(classifier::close));
      closers.forEach(Thread::start);
      for (var closer : closers) closer.join();
      for (var call : calls) assertTrue(call.get() > 0);
      pool.shutdown();
    }
  }

  /** Parts that have yet to begin when closing begins are answered, too. */
  @Test
  void closingWaitsForAllPartsOfACall() throws Exception {
    int parts = 8 * Runtime.getRuntime().availableProcessors();
    var settings = Settings.DEFAULT.withThreads(1).withSessions(parts);
    var running = running(Tiny.file("whole"), settings);
    var closer = new Thread(running::close);
    var begun = new AtomicBoolean();
    List<AtomicInteger> read =
        Buffers.lend(
            parts,
            3 * Tiny.SIDE * Tiny.SIDE,
            numbers ->
                running.run(
                    numbers,
                    parts,
                    1,
                    rows -> new AtomicInteger(),
                    (part, given, batch, some) -> {
                      if (begun.compareAndSet(false, true)) closer.start();
                      while (closer.getState() != Thread.State.WAITING) Thread.onSpinWait();
                      part.addAndGet(some);
                    }));
    closer.join();
    assertEquals(parts, read.stream().mapToInt(AtomicInteger::get).sum());
  }

  private static Running running(Path file, Settings settings) {
    var sessions = new Sessions();
    OrtSession first = sessions.open(file, settings);
    ModelCard card = Described.of(file, first, settings.told(), "classify").card();
    Ends ends = Ends.of(file, first, card);
    return Running.of(file, card.preprocess(), ends.image(), ends.wanted(), sessions, settings);
  }

  @Test
  void aSessionThatCannotBeClosedLeavesNoOtherOpen() throws Exception {
    var sessions = new Sessions();
    var settings = Settings.DEFAULT.withThreads(2).withSessions(3);
    sessions.open(Tiny.file("whole"), settings);
    sessions.fill(Tiny.file("whole"), settings);
    List<OrtSession> all =
        sessions.with(a -> sessions.with(b -> sessions.with(c -> List.of(a, b, c))));
    all.get(1).close();
    var refused = assertThrows(ModelException.class, sessions::close);
    assertTrue(refused.getMessage().startsWith("a session cannot be closed: "));
    for (OrtSession each : all) assertThrows(IllegalStateException.class, each::close, "closed");
  }

  @Test
  void anInterruptedThreadIsAnsweredWhereItNeedNotWait(@TempDir Path folder) {
    Path png = folder.resolve("picture.png");
    Encode.write(Tiny.picture(2), png);
    try (var classifier = open(1)) {
      Answer expected = classifier.classify(Tiny.picture(2));
      Thread.currentThread().interrupt();
      assertEquals(expected, classifier.classify(Tiny.picture(2)));
      assertEquals(expected, classifier.classify(png));
      assertTrue(Thread.interrupted(), "the thread is still interrupted");
      assertEquals(expected, classifier.classify(Tiny.picture(2)));
    }
  }

  /** The one session is held by another thread; who waits for it is interrupted. */
  @Test
  void waitingEndsByAnInterruptAndTheRestGoesOn() throws Exception {
    var sessions = new Sessions();
    sessions.open(Tiny.file("whole"), Settings.DEFAULT);
    var holds = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(2);
    var holder =
        pool.submit(() ->
            sessions.with(session -> {
              holds.countDown();
              return await(letGo);
            }));
    holds.await();
    var kept = new AtomicBoolean();
    var waiter =
        new Thread(() -> {
          var refused =
              assertThrows(IllegalStateException.class, () -> sessions.with(session -> true));
          kept.set(
              Thread.currentThread().isInterrupted()
                  && refused
                      .getMessage()
                      .equals("interrupted while waiting for the model to be free"));
        });
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) Thread.onSpinWait();
    waiter.interrupt();
    waiter.join();
    assertTrue(kept.get());
    letGo.countDown();
    assertTrue(holder.get());
    boolean again = sessions.with(session -> true);
    assertTrue(again);
    sessions.close();
    pool.shutdown();
    assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
  }

  /** Closing tells those that wait, and itself waits for who works. */
  @Test
  void closingEndsWaiting() throws Exception {
    var sessions = new Sessions();
    sessions.open(Tiny.file("whole"), Settings.DEFAULT);
    var holds = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(3);
    var holder =
        pool.submit(() ->
            sessions.with(session -> {
              holds.countDown();
              return await(letGo);
            }));
    holds.await();
    var waiter = pool.submit(() -> sessions.with(session -> true));
    var closer = pool.submit(sessions::close);
    var told = assertThrows(ExecutionException.class, waiter::get);
    assertEquals("the model was closed", told.getCause().getMessage());
    assertFalse(closer.isDone());
    letGo.countDown();
    assertTrue(holder.get());
    closer.get();
    pool.shutdown();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
