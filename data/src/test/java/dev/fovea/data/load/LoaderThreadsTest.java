package dev.fovea.data.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Memory, waiting, failing and ending. */
class LoaderThreadsTest {
  private static final Preprocess TO = Preprocess.stretch(1, 4, 4);
  private static final Feed FEED = Feed.training(TO, 3, 4, Augment.none(), 1).withThreads(2);
  private static final Image GREY = Image.of8(4, 4, 1, new byte[16]);

  private record Made(Supplier<Image> how) implements Source {
    @Override
    public Image image() {
      return how.get();
    }

    @Override
    public void check() {}
  }

  private static List<Example> examples(int n, Supplier<Image> how) {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < n; i++) {
      examples.add(new Example("e" + i, new Made(how), new Truth.OneOf(0)));
    }
    return examples;
  }

  @Test
  void memoryIsFlatOverThousandsOfBatches() {
    try (var loader = Loader.of(Pixels.examples(40, Set.of(1)), FEED)) {
      int batches = 0;
      for (int epoch = 0; epoch < 300; epoch++) {
        for (var e = loader.epoch(epoch, 0); e.hasNext(); batches++) e.next().close();
      }
      assertEquals(3000, batches);
      assertTrue(loader.slots() <= 5, "slots: " + loader.slots());
    }
  }

  @Test
  void epochsLeftInTheMiddleGiveTheirMemoryBack() {
    try (var loader = Loader.of(Pixels.examples(40, Set.of()), FEED)) {
      for (int epoch = 0; epoch < 500; epoch++) {
        var e = loader.epoch(epoch, 0);
        assertTrue(e.hasNext());
        if (epoch % 2 == 0) e.next().close();
      }
      assertTrue(loader.slots() <= 5, "slots: " + loader.slots());
      var old = loader.epoch(500, 0);
      loader.epoch(501, 0).next().close();
      var ended = assertThrows(IllegalStateException.class, old::hasNext);
      assertEquals("epoch 500 was ended by a failure or by another epoch", ended.getMessage());
    }
  }

  @Test
  void batchesThatAreNotGivenBackAreNamedInsteadOfWaitedForForEver() {
    try (var loader = Loader.of(examples(100, () -> GREY), FEED)) {
      var epoch = loader.epoch(0, 0);
      var kept = new ArrayList<Batch>();
      var e =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  assertThrows(
                      IllegalStateException.class,
                      () -> {
                        while (epoch.hasNext()) kept.add(epoch.next());
                      }));
      assertEquals(
          "all 5 batches of the loader are in use: close each one after its step", e.getMessage());
      kept.forEach(Batch::close);
      assertTrue(epoch.hasNext());
      var closed = kept.getFirst();
      closed.close();
      assertEquals(
          "batch 0 was given back to its loader",
          assertThrows(IllegalStateException.class, closed::images).getMessage());
    }
  }

  @Test
  void aFailureInAWorkerReachesTheConsumerOnce() {
    var bug = new IllegalArgumentException("a bug");
    try (var loader =
        Loader.of(
            examples(
                100,
                () -> {
                  throw bug;
                }),
            FEED)) {
      var epoch = loader.epoch(0, 0);
      var e = assertThrows(DataException.class, epoch::next);
      assertEquals(
          "a batch could not be made: java.lang.IllegalArgumentException: a bug", e.getMessage());
      assertEquals(bug, e.getCause());
      assertThrows(IllegalStateException.class, epoch::next);
      assertThrows(DataException.class, loader.epoch(1, 0)::next);
      assertTrue(loader.slots() <= 5, "slots: " + loader.slots());
    }
  }

  @Test
  void closingWhileAConsumerWaitsEndsTheWait() throws InterruptedException {
    var stuck = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var loader =
        Loader.of(
            examples(
                100,
                () -> {
                  begun.countDown();
                  await(stuck);
                  return GREY;
                }),
            FEED);
    var seen = new AtomicReference<Throwable>();
    var consumer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                loader.epoch(0, 0).next();
              } catch (RuntimeException e) {
                seen.set(e);
              }
            });
    await(begun);
    var closer = Thread.ofPlatform().start(loader::close);
    consumer.join(10_000);
    stuck.countDown();
    closer.join(10_000);
    assertFalse(consumer.isAlive() || closer.isAlive());
    assertEquals("the loader was closed while a batch was waited for", seen.get().getMessage());
    assertEquals(
        "the loader is closed",
        assertThrows(IllegalStateException.class, () -> loader.epoch(1, 0)).getMessage());
    loader.close();
  }

  @Test
  void closingWithoutAConsumerLeavesNoThread() {
    var loader = Loader.of(examples(1000, () -> GREY), FEED);
    loader.epoch(0, 0).next().close();
    assertTimeoutPreemptively(Duration.ofSeconds(10), loader::close);
    assertFalse(loader.running());
  }

  @Test
  void theWaitForDataIsMeasured() {
    try (var loader =
        Loader.of(
            examples(
                8,
                () -> {
                  sleep();
                  return GREY;
                }),
            FEED)) {
      for (var e = loader.epoch(0, 0); e.hasNext(); ) e.next().close();
      assertTrue(loader.waitNanos() > 50_000_000, "waited " + loader.waitNanos());
      assertTrue(loader.waitNanos() < 60_000_000_000L, "waited " + loader.waitNanos());
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
