package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.image.Classes;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Seen;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Long lists of pictures, without a network. */
@Timeout(120)
class PredictTest {
  private static final int LEVELS = 200;
  private static final int BATCH = 16;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final ModelCard CARD =
      new ModelCard(
          "classify",
          new Classes(IntStream.range(0, LEVELS).mapToObj(i -> "level " + i).toList()),
          Preprocess.stretch(1, 1, 1),
          ClassifyPostprocess.oneOf(),
          Map.of(),
          Map.of());

  @TempDir Path box;

  @BeforeEach
  void draw() throws Exception {
    for (int i = 0; i < LEVELS; i++)
      Encode.write(Image.of8(1, 1, 1, new byte[] {(byte) i}), file(i));
    Files.writeString(box.resolve("broken.png"), "no picture");
  }

  private Path file(int level) {
    return box.resolve(level + ".png");
  }

  /** The class of a picture is the level of its only pixel. */
  private static class Levels implements Classifier {
    /** Pictures that workers have begun with: they ask for the preprocessing. */
    final AtomicInteger begun = new AtomicInteger();

    int seen;

    @Override
    public ModelCard model() {
      if (Thread.currentThread().getName().startsWith("fovea-predict-")) begun.incrementAndGet();
      return CARD;
    }

    @Override
    public Seen see(FloatBuffer numbers, int n, Views views) {
      seen += n;
      var logits = new float[n * LEVELS];
      for (int i = 0; i < n; i++) logits[i * LEVELS + Math.round(numbers.get(i) * 255)] = 9;
      return Seen.of(CARD, n, logits, null);
    }

    @Override
    public void close() {}
  }

  /** Any number of inputs, made as they are asked for; each 50th is broken. */
  private final class Endless implements Iterator<Input> {
    final int all;
    int handed;

    Endless(int all) {
      this.all = all;
    }

    @Override
    public boolean hasNext() {
      return handed < all;
    }

    @Override
    public Input next() {
      int i = handed++;
      Path file = i % 50 == 49 ? box.resolve("broken.png") : file(i % LEVELS);
      return new Input(file, Path.of(i + ".png"));
    }
  }

  /**
   * Answers come in the order of the inputs, broken ones among them, and never are more inputs
   * under way than two batches and two a worker: memory does not grow with their number.
   */
  @Test
  void theOrderIsKeptAndFewAreUnderWay() {
    var inputs = new Endless(20_000);
    var told = new AtomicInteger();
    var most = new AtomicInteger();
    try (var predict = Predict.of(new Levels(), Wanted.answers(BATCH))) {
      boolean whole =
          predict.run(
              inputs,
              predicted -> {
                int i = told.getAndIncrement();
                most.accumulateAndGet(inputs.handed - i, Math::max);
                assertEquals(Path.of(i + ".png"), predicted.input().name());
                if (predicted instanceof Predicted.Answered one)
                  assertEquals("level " + i % LEVELS, one.answer().top().name());
                else assertEquals(49, i % 50);
                return true;
              });
      assertTrue(whole);
    }
    assertEquals(20_000, told.get());
    assertTrue(most.get() <= 2 * BATCH + 2 * THREADS, most + " were under way");
  }

  /** While the network runs, workers decode what comes behind: it waits here until they did. */
  @Test
  void decodingGoesOnWhileTheNetworkRuns() {
    var classifier =
        new Levels() {
          @Override
          public Seen see(FloatBuffer numbers, int n, Views views) {
            Seen answers = super.see(numbers, n, views);
            long end = System.nanoTime() + 20_000_000_000L;
            while (seen < 5 * BATCH && begun.get() < seen + BATCH) {
              assertTrue(System.nanoTime() < end, "nobody decodes while the network runs");
              Thread.onSpinWait();
            }
            return answers;
          }
        };
    var told = new AtomicInteger();
    try (var predict = Predict.of(classifier, Wanted.answers(BATCH))) {
      predict.run(
          IntStream.range(0, 6 * BATCH)
              .mapToObj(i -> new Input(file(i), Path.of(i + ".png")))
              .iterator(),
          _ -> told.incrementAndGet() > 0);
    }
    assertEquals(6 * BATCH, told.get());
  }

  @Test
  void whoWantsNoMoreEndsIt() {
    var inputs = new Endless(20_000);
    var names = new ArrayList<Path>();
    try (var predict = Predict.of(new Levels(), Wanted.answers(BATCH))) {
      assertFalse(
          predict.run(
              inputs,
              predicted -> {
                names.add(predicted.input().name());
                return names.size() < 20;
              }));
    }
    assertEquals(20, names.size());
    assertTrue(inputs.handed <= 2 * BATCH + 2 * THREADS + 20, inputs.handed + " were listed");
  }

  /**
   * The disk is full from the fourth picture on: what is drawn stays whole, the rest is not there.
   */
  @Test
  void aFolderThatFillsUpHoldsNothingHalf() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "this system has no /dev/full");
    Path out = box.resolve("out");
    var wanted =
        new Wanted(4, Views.NONE, OptionalDouble.empty(), Optional.of(out), Optional.empty());
    try (var predict = Predict.of(new Levels(), wanted)) {
      Files.createSymbolicLink(out.resolve("3.png.part"), full);
      var inputs = IntStream.range(0, 8).mapToObj(i -> new Input(file(i), Path.of(i + ".png")));
      var refused =
          assertThrows(ImageException.class, () -> predict.run(inputs.iterator(), _ -> true));
      assertTrue(
          refused.getMessage().startsWith(out.resolve("3.png") + " cannot be written: "),
          refused.getMessage());
      assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
    }
    assertFalse(Files.exists(out.resolve("3.png")));
    try (var there = Files.list(out)) {
      for (Path picture : there.toList()) assertEquals(224, Decode.of(picture).width());
    }
    assertTrue(Files.exists(out.resolve("0.png")));
  }

  @Test
  void inputsAreCountedWhenAskedFor() throws Exception {
    try (var count = InputCount.of(List.of(box.toString()))) {
      while (count.total().isEmpty()) Thread.onSpinWait();
      assertEquals(LEVELS + 1, count.total().getAsLong());
    }
  }
}
