package dev.fovea.data.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Painted;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.MixupBoxes;
import dev.fovea.data.augment.Augmentation.Rotation;
import dev.fovea.data.augment.Augmentation.Scale;
import dev.fovea.image.Box;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Point;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resample;
import dev.fovea.image.Shrink;
import dev.fovea.image.Views;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxesTest {
  private static final Preprocess TO = Preprocess.letterbox(96, 128, 32);
  private static final Augment CHANGES =
      Augment.of(new HorizontalFlip(0.5), new Scale(0.5, 1.5), new Rotation(10));
  private static final Feed TRAINING =
      Feed.training(TO, 3, 8, CHANGES, 42).withThreads(2).withBoxes();
  private static final Feed EVALUATION = Feed.evaluation(TO, 3, 8).withThreads(2).withBoxes();

  @TempDir Path folder;

  /** The pictures and the boxes of every batch. */
  private static List<List<Float>> run(List<Example> examples, Feed feed, int epoch) {
    return run(examples, feed, epoch, 0);
  }

  private static List<List<Float>> run(
      List<Example> examples, Feed feed, int epoch, double progress) {
    var batches = new ArrayList<List<Float>>();
    try (var loader = Loader.of(examples, feed)) {
      loader
          .epoch(epoch, 0, progress)
          .forEachRemaining(batch -> {
            try (batch) {
              var all = new ArrayList<Float>();
              for (var b = batch.boxes(); b.hasRemaining(); ) all.add(b.get());
              for (var b = batch.images(); b.hasRemaining(); ) all.add(b.get());
              batches.add(all);
            }
          });
    }
    return batches;
  }

  @Test
  void anyNumberOfThreadsAndAnyCacheGiveTheSameBits() {
    var examples = Painted.examples(21);
    var one = run(examples, TRAINING.withThreads(1), 2);
    assertEquals(one, run(examples, TRAINING.withThreads(5), 2));
    assertEquals(one, run(examples, TRAINING.withKeep(new Keep.InMemory(0)), 2));
    assertNotEquals(one, run(examples, TRAINING, 3));
  }

  @Test
  void mosaicsOverBrokenPicturesAreTheSameForAnyThreadsToo() {
    var examples = new ArrayList<>(Painted.examples(21));
    var none = new Truth.Objects(List.of());
    for (int broken : new int[] {3, 4, 20}) {
      var source = new Pixels(broken, true, new AtomicInteger());
      examples.set(broken, new Example(broken + ".jpg", source, none));
    }
    var feed = mosaics().withSizes(new Sizes(0.5, 32));
    var one = run(examples, feed.withThreads(1), 2);
    assertEquals(one, run(examples, feed.withThreads(5), 2));
    assertEquals(one, run(examples, feed.withKeep(new Keep.InMemory(0)), 2));
    try (var loader = Loader.of(examples, feed)) {
      loader.epoch(0, 0).forEachRemaining(Batch::close);
      assertEquals(3, loader.broken().size());
    }
    var strict = feed.withStrict(true);
    assertThrows(DataException.class, () -> run(examples, strict, 2));
  }

  private static Feed mosaics() {
    var augment = Augment.boxes().with(new MixupBoxes(0.5, 8));
    return Feed.training(TO, 3, 8, augment, 42).withThreads(2).withBoxes();
  }

  @Test
  void theEndOfARunShowsEachPictureForItself() {
    var examples = Painted.examples(16);
    var single = Feed.training(TO, 3, 8, Augment.boxes().single(), 42).withBoxes();
    var until = mosaics().withMosaicUntil(0.5);
    assertEquals(run(examples, mosaics(), 2, 0), run(examples, until, 2, 0.49));
    assertEquals(run(examples, single, 2, 0), run(examples, until, 2, 0.5));
    assertNotEquals(run(examples, single, 2, 0), run(examples, until, 2, 0.49));
  }

  @Test
  void mixedPicturesHaveTheBoxesOfBothInOrder() {
    var examples = Painted.examples(3);
    var feed = Feed.training(TO, 3, 3, Augment.none(), 42).withBoxes();
    var mixed = Feed.training(TO, 3, 3, Augment.of(new MixupBoxes(1, 1e6)), 42).withBoxes();
    var some = Feed.training(TO, 3, 3, Augment.of(new MixupBoxes(0.5, 8)), 42).withBoxes();
    try (var plain = Loader.of(examples, feed);
        var both = Loader.of(examples, mixed);
        var batch = plain.epoch(0, 0).next();
        var twice = both.epoch(0, 0).next()) {
      assertEquals(3 * 3 * 6, batch.boxes().remaining());
      assertEquals(2 * 3 * 3 * 6, twice.boxes().remaining());
      for (int row = 0; row < 18; row++) {
        int picture = row / 6;
        int from = row % 6 < 3 ? picture : (picture + 2) % 3;
        int at = (from * 3 + row % 3) * 6;
        assertEquals(picture, twice.boxes().get(row * 6));
        for (int c = 1; c < 6; c++)
          assertEquals(batch.boxes().get(at + c), twice.boxes().get(row * 6 + c));
      }
      for (int i = 0; i < TO.floats(); i++) {
        float half = (batch.images().get(i) + batch.images().get(2 * TO.floats() + i)) / 2;
        assertEquals(half, twice.images().get(i), 1e-3);
      }
    }
    int least = Integer.MAX_VALUE;
    int most = 0;
    try (var loader = Loader.of(examples, some)) {
      for (int epoch = 0; epoch < 20; epoch++) {
        try (var batch = loader.epoch(epoch, 0).next()) {
          least = Math.min(least, batch.boxes().remaining() / 6);
          most = Math.max(most, batch.boxes().remaining() / 6);
        }
      }
    }
    assertTrue(least < most, "as many boxes in each batch: " + least);
  }

  @Test
  void batchesHaveSizesOfTheirOwn() {
    var examples = Painted.examples(40);
    var feed =
        Feed.training(TO, 3, 4, Augment.none(), 42).withBoxes().withSizes(new Sizes(0.5, 32));
    var seen = new TreeSet<String>();
    try (var loader = Loader.of(examples, feed)) {
      for (int epoch = 0; epoch < 4; epoch++) {
        for (var batches = loader.epoch(epoch, 0); batches.hasNext(); ) {
          try (var batch = batches.next()) {
            long[] shape = batch.shape();
            seen.add(shape[2] + "x" + shape[3]);
            assertEquals(shape[0] * 3 * shape[2] * shape[3], batch.images().remaining());
            assertInside(batch);
            assertTrue(holdsPictures(batch), "a row was left as it was");
          }
        }
      }
    }
    assertEquals(Set.of("64x64", "64x96", "96x128", "128x160", "128x192"), seen);
  }

  private static void assertInside(Batch batch) {
    for (var boxes = batch.boxes(); boxes.hasRemaining(); ) {
      boxes.position(boxes.position() + 4);
      assertTrue(boxes.get() <= batch.shape()[3]);
      assertTrue(boxes.get() <= batch.shape()[2]);
    }
  }

  private static boolean holdsPictures(Batch batch) {
    float sum = 0;
    int row = batch.images().remaining() / batch.size();
    for (int i = 0; i < row; i++) sum += batch.images().get((batch.size() - 1) * row + i);
    return sum > 0;
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    var feed = Feed.training(TO, 3, 4, Augment.none(), 42).withBoxes();
    assertThrows(IllegalArgumentException.class, () -> new Sizes(1, 32));
    assertThrows(IllegalArgumentException.class, () -> feed.withSizes(new Sizes(0.1, 100)));
    assertThrows(IllegalArgumentException.class, () -> feed.withSizes(new Sizes(0.5, 20)));
    assertThrows(IllegalArgumentException.class, () -> EVALUATION.withSizes(new Sizes(0.5, 32)));
    var classes = Feed.training(TO, 3, 4, Augment.none(), 42).withSizes(new Sizes(0.5, 32));
    var examples = Pixels.examples(3, Set.of());
    assertThrows(IllegalArgumentException.class, () -> Loader.of(examples, classes));
  }

  @Test
  void inEvaluationTheBoxesLieWherePreprocessingPutsThem() {
    var examples = Painted.examples(11);
    int seen = 0;
    try (var loader = Loader.of(examples, EVALUATION)) {
      for (var epoch = loader.epoch(0, 0); epoch.hasNext(); ) {
        try (var batch = epoch.next()) {
          var boxes = batch.boxes();
          assertTrue(boxes.isDirect());
          assertEquals(ByteOrder.nativeOrder(), boxes.order());
          while (boxes.hasRemaining()) {
            int index = batch.indices()[(int) boxes.get()];
            var painted = (Painted) examples.get(index).source();
            var at = TO.placement(painted.image().width(), painted.image().height());
            Box box = painted.things().get((int) boxes.get()).box();
            Point first = at.forward(new Point(box.left(), box.top()));
            Point last = at.forward(new Point(box.right(), box.bottom()));
            assertEquals(first.x(), boxes.get(), 1e-4);
            assertEquals(first.y(), boxes.get(), 1e-4);
            assertEquals(last.x(), boxes.get(), 1e-4);
            assertEquals(last.y(), boxes.get(), 1e-4);
            seen++;
          }
        }
      }
    }
    assertEquals(33, seen);
  }

  /** Files are decoded smaller and kept smaller; boxes count in their full size all the same. */
  @Test
  void aPictureThatIsShrunkBeforehandKeepsItsBoxesInPlace() throws IOException {
    var painted = Painted.of(3).image();
    Image large = Resample.of(painted, 1200, 900, Kernel.BILINEAR);
    Files.write(folder.resolve("large.jpg"), Encode.jpeg(large, 95));
    var things = new ArrayList<Thing>();
    for (var thing : Painted.of(3).things()) {
      double x = 1200.0 / painted.width();
      double y = 900.0 / painted.height();
      Box b = thing.box();
      things.add(
          Thing.of(
              thing.label(), new Box(b.left() * x, b.top() * y, b.right() * x, b.bottom() * y)));
    }
    var example =
        new Example(
            "large.jpg", new FileSource(folder, Path.of("large.jpg")), new Truth.Objects(things));
    for (var to : List.of(TO, TO.withShrink(new Shrink(1)))) {
      var none = Feed.training(to, 3, 1, Augment.none(), 1).withBoxes();
      assertArrayEquals(
          boxes(example, Feed.evaluation(to, 3, 1).withBoxes()), boxes(example, none), 1f);
    }
  }

  private static float[] boxes(Example example, Feed feed) {
    try (var loader = Loader.of(List.of(example), feed);
        var batch = loader.epoch(0, 0).next()) {
      var all = new float[batch.boxes().remaining()];
      batch.boxes().get(all);
      assertEquals(18, all.length);
      return all;
    }
  }

  @Test
  void crowdsAreLeftOutAndPicturesMayBeEmpty() {
    var painted = Painted.of(1);
    Box box = painted.things().getFirst().box();
    var crowd = new Truth.Objects(List.of(new Thing(0, box, true, 5)));
    var examples =
        List.of(
            new Example("a", painted, crowd),
            new Example("b", painted, new Truth.Objects(List.of())),
            new Example("c", painted, new Truth.Objects(List.of(Thing.of(2, box)))));
    try (var loader = Loader.of(examples, EVALUATION);
        var batch = loader.epoch(0, 0).next()) {
      assertEquals(6, batch.boxes().remaining());
      assertEquals(2, batch.boxes().get(0));
      assertEquals(2, batch.boxes().get(1));
    }
  }

  @Test
  void tenThousandBoxesOnAPictureFit() {
    var painted = Painted.of(1);
    var thing = painted.things().getFirst();
    var many = new Truth.Objects(java.util.Collections.nCopies(10_000, thing));
    try (var loader = Loader.of(List.of(new Example("a", painted, many)), EVALUATION)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        try (var batch = loader.epoch(epoch, 0).next()) {
          assertEquals(60_000, batch.boxes().remaining());
          assertEquals(batch.boxes().get(5), batch.boxes().get(59_999));
        }
      }
    }
  }

  @Test
  void whatHasNoBoxesIsRefused() {
    var classes = Pixels.examples(3, Set.of());
    var e = assertThrows(DataException.class, () -> Loader.of(classes, EVALUATION));
    assertTrue(
        e.getMessage().startsWith("0.jpg: of this picture no boxes are known"), e::getMessage);
    var mixed = Feed.training(TO, 3, 8, Augment.of(new Mixup(1)), 1);
    assertThrows(IllegalArgumentException.class, mixed::withBoxes);
    assertThrows(
        IllegalArgumentException.class,
        () -> Loader.of(classes, Feed.training(TO, 3, 8, Augment.boxes(), 1)));
    var views = Feed.evaluation(TO, 3, 8).withViews(Views.FLIP);
    assertThrows(IllegalArgumentException.class, views::withBoxes);
    try (var loader = Loader.of(classes, Feed.evaluation(TO, 3, 8));
        var batch = loader.epoch(0, 0).next()) {
      assertThrows(IllegalStateException.class, batch::boxes);
    }
  }
}
