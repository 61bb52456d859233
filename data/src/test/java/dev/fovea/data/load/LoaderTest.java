package dev.fovea.data.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.AugMix;
import dev.fovea.data.augment.Augmentation.CutMix;
import dev.fovea.data.augment.Augmentation.GaussianBlur;
import dev.fovea.data.augment.Augmentation.GaussianNoise;
import dev.fovea.data.augment.Augmentation.Grayscale;
import dev.fovea.data.augment.Augmentation.JpegCompression;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.RandAugment;
import dev.fovea.data.augment.Augmentation.Rotation;
import dev.fovea.data.augment.Augmentation.TrivialAugmentWide;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Shrink;
import dev.fovea.image.Views;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
  @TempDir Path folder;

  private static final Preprocess TO = Preprocess.stretch(3, 8, 8);
  private static final Augment EVERYTHING =
      Augment.photos().with(new Rotation(20)).with(new Mixup(0.4));
  private static final Augment POLICIES =
      Augment.of(
          new RandAugment(2, 15),
          new TrivialAugmentWide(),
          new AugMix(3, 3, 1),
          new Grayscale(0.5),
          new GaussianBlur(0.5, 0.1, 2),
          new GaussianNoise(0.5, 0.01, 0.1),
          new JpegCompression(0.5, 20, 95),
          new Mixup(0.4),
          new CutMix(1));
  private static final Feed TRAINING = Feed.training(TO, 3, 8, EVERYTHING, 42).withThreads(2);
  private static final Feed EVALUATION = Feed.evaluation(TO, 3, 8).withThreads(2);

  @Test
  void anyNumberOfThreadsAndAnyCacheGiveTheSameBits() {
    var examples = Pixels.examples(61, Set.of(7, 20));
    for (var augment : List.of(EVERYTHING, POLICIES, Augment.small(), Augment.none())) {
      var feed = Feed.training(TO, 3, 8, augment, 42);
      var one = run(examples, feed.withThreads(1), 2, 0);
      assertEquals(one, run(examples, feed.withThreads(8), 2, 0));
      assertEquals(one, run(examples, feed.withThreads(3).withKeep(new Keep.InMemory(0)), 2, 0));
      assertEquals(one, run(examples, feed.withThreads(3).withKeep(new Keep.InMemory(2000)), 2, 0));
      var onDisk = feed.withThreads(3).withKeep(new Keep.OnDisk(2000, folder));
      try (var loader = Loader.of(examples, onDisk)) {
        for (int epoch = 0; epoch < 2; epoch++) copies(loader.epoch(epoch, 0));
        assertEquals(one, copies(loader.epoch(2, 0)));
      }
    }
  }

  @Test
  void anEpochBegunInTheMiddleGoesOnAsIfRunThrough() {
    var examples = Pixels.examples(61, Set.of(3));
    var whole = run(examples, TRAINING, 5, 0);
    assertEquals(7, whole.size());
    assertEquals(whole.subList(4, 7), run(examples, TRAINING, 5, 4));
    assertEquals(List.of(), run(examples, TRAINING, 5, 7));
  }

  @Test
  void seedAndEpochDecideTheOrder() {
    var examples = Pixels.examples(40, Set.of());
    var first = run(examples, TRAINING, 0, 0);
    assertNotEquals(first, run(examples, TRAINING, 1, 0));
    assertNotEquals(first, run(examples, Feed.training(TO, 3, 8, EVERYTHING, 43), 0, 0));
    int[] seen = first.stream().flatMapToInt(c -> IntStream.of(c.indices())).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 40).toArray(), seen);
  }

  @Test
  void trainingLeavesTheShortLastBatchOutAndEvaluationKeepsIt() {
    var examples = Pixels.examples(19, Set.of());
    assertEquals(List.of(8, 8), sizes(run(examples, TRAINING, 0, 0)));
    assertEquals(List.of(8, 8, 3), sizes(run(examples, TRAINING.withDropLast(false), 0, 0)));
    assertEquals(List.of(5), sizes(run(examples.subList(0, 5), TRAINING, 0, 0)));
    var evaluation = run(examples, EVALUATION, 0, 0);
    assertEquals(List.of(8, 8, 3), sizes(evaluation));
    assertArrayEquals(new int[] {16, 17, 18}, evaluation.getLast().indices());
  }

  @Test
  void evaluationShowsWhatTheDeployedModelWillSee() {
    var examples = Pixels.examples(3, Set.of());
    var expected = java.nio.FloatBuffer.allocate(TO.floats());
    TO.of(examples.get(1).source().image(), expected, 0);
    var copy = run(examples, EVALUATION, 0, 0).getFirst();
    assertArrayEquals(
        expected.array(), Arrays.copyOfRange(copy.images(), TO.floats(), 2 * TO.floats()));
    assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, copy.targets());
  }

  @Test
  void allViewsOfAPictureStandOneAfterTheOtherAndItsTargetOnce() {
    var examples = Pixels.examples(5, Set.of(1));
    var copies = run(examples, EVALUATION.withViews(Views.FLIP), 0, 0);
    assertEquals(List.of(4), sizes(copies));
    var copy = copies.getFirst();
    assertEquals(4 * 3, copy.targets().length);
    assertEquals(4 * 2 * TO.floats(), copy.images().length);
    for (int i = 0; i < 4; i++) {
      int number = copy.indices()[i];
      int row = 0;
      for (var view : Views.FLIP.of(examples.get(number).source().image(), TO)) {
        var expected = java.nio.FloatBuffer.allocate(TO.floats());
        TO.write(view, expected, 0);
        int from = (2 * i + row++) * TO.floats();
        assertArrayEquals(
            expected.array(), Arrays.copyOfRange(copy.images(), from, from + TO.floats()));
      }
    }
  }

  @Test
  void mixupMixesPicturesAndTargetsAlike() {
    var examples = Pixels.examples(8, Set.of());
    var plain = run(examples, Feed.training(TO, 3, 8, Augment.none(), 9), 0, 0).getFirst();
    var mixed =
        run(examples, Feed.training(TO, 3, 8, Augment.of(new Mixup(1)), 9), 0, 0).getFirst();
    int c = 8 * 8 * 3;
    float share = share(plain, mixed, c);
    assertTrue(share > 0.01 && share < 0.99, "share " + share);
    for (int row = 0; row < 8; row++) {
      int before = (row + 7) % 8;
      float sum = 0;
      for (int k = 0; k < 3; k++) {
        float target =
            share * plain.targets()[3 * row + k] + (1 - share) * plain.targets()[3 * before + k];
        assertEquals(target, mixed.targets()[3 * row + k], 1e-3);
        sum += mixed.targets()[3 * row + k];
      }
      assertEquals(1, sum, 1e-5);
      float pixel =
          share * plain.images()[row * c + 5] + (1 - share) * plain.images()[before * c + 5];
      assertEquals(pixel, mixed.images()[row * c + 5], 1e-3);
    }
  }

  /** Every number is the row's own or, in one box, the one before's; targets tell the true area. */
  @Test
  void cutMixTakesABoxOfTheRowBeforeAndItsShareOfTheTargets() {
    var examples = Pixels.examples(8, Set.of());
    int c = 8 * 8 * 3;
    int boxes = 0;
    for (int seed = 0; seed < 20; seed++) {
      var feed = Feed.training(TO, 3, 8, Augment.of(new CutMix(1)), seed);
      var cut = run(examples, feed, 0, 0).getFirst();
      var plain = run(examples, Feed.training(TO, 3, 8, Augment.none(), seed), 0, 0).getFirst();
      for (int row = 0; row < 8; row++) {
        int before = (row + 7) % 8;
        int taken = 0;
        for (int k = 0; k < c; k++) {
          float got = cut.images()[row * c + k];
          if (got == plain.images()[row * c + k]) continue;
          assertEquals(plain.images()[before * c + k], got);
          taken++;
        }
        float share = 1 - (float) taken / c;
        for (int k = 0; k < 3; k++) {
          float target =
              share * plain.targets()[3 * row + k] + (1 - share) * plain.targets()[3 * before + k];
          assertEquals(
              target, cut.targets()[3 * row + k], 0.03); // some samples are equal by chance
        }
        boxes += taken > 0 ? 1 : 0;
      }
    }
    assertTrue(boxes > 80, "boxes " + boxes);
  }

  @Test
  void mixupAndCutMixTakeTurnsByChance() {
    var examples = Pixels.examples(80, Set.of());
    var both = Feed.training(TO, 3, 8, Augment.of(new Mixup(1), new CutMix(1)), 3);
    var plain = run(examples, Feed.training(TO, 3, 8, Augment.none(), 3), 0, 0);
    var mixed = run(examples, both, 0, 0);
    int mixups = 0;
    for (int b = 0; b < 10; b++) {
      int same = 0;
      for (int k = 0; k < plain.get(b).images().length; k++) {
        same += plain.get(b).images()[k] == mixed.get(b).images()[k] ? 1 : 0;
      }
      mixups += same < plain.get(b).images().length / 50 ? 1 : 0;
    }
    assertTrue(mixups >= 2 && mixups <= 8, "mixups " + mixups);
  }

  @Test
  void aBrokenPictureIsReplacedInTrainingAndMissingInEvaluation() {
    var examples = Pixels.examples(24, Set.of(2, 3));
    try (var loader = Loader.of(examples, TRAINING)) {
      var copies = copies(loader.epoch(0, 0));
      assertEquals(List.of(8, 8, 8), sizes(copies));
      assertFalse(
          copies.stream()
              .flatMapToInt(c -> IntStream.of(c.indices()))
              .anyMatch(i -> i == 2 || i == 3));
      assertEquals(List.of("2.jpg", "3.jpg"), loader.broken().stream().map(b -> b.id()).toList());
      assertEquals("2.jpg: is cut short", loader.broken().getFirst().why());
    }
    var evaluation = run(examples, EVALUATION, 0, 0);
    assertArrayEquals(new int[] {0, 1, 4, 5, 6, 7}, evaluation.getFirst().indices());
    assertEquals(List.of(6, 8, 8), sizes(evaluation));
    var first = Pixels.examples(20, Set.of(0, 1, 2, 3, 4, 5, 6, 7));
    assertEquals(List.of(8, 4), sizes(run(first, EVALUATION, 0, 0)));
  }

  @Test
  void strictAndHopelessDataEndTheWork() {
    said(
        "5.jpg cannot be decoded, and in strict mode that ends the work: 5.jpg: is cut short",
        () -> run(Pixels.examples(12, Set.of(5)), EVALUATION.withStrict(true), 0, 0));
    var hopeless = Pixels.examples(3, Set.of(0, 1, 2));
    said(
        "none of the 3 training pictures can be decoded; the first: 0.jpg: is cut short",
        () -> run(hopeless, TRAINING, 0, 0));
    assertEquals(List.of(), run(hopeless, EVALUATION, 0, 0));
    said("there are no examples to make batches of", () -> Loader.of(List.of(), TRAINING).close());
  }

  @Test
  void decodedPicturesAreKeptAsFarAsTheCacheReaches() {
    var examples = Pixels.examples(24, Set.of());
    try (var loader = Loader.of(examples, TRAINING.withKeep(new Keep.InMemory(10 * 9 * 7 * 3)))) {
      for (int epoch = 0; epoch < 3; epoch++) copies(loader.epoch(epoch, 0));
    }
    int decoded = examples.stream().mapToInt(e -> ((Pixels) e.source()).decoded().get()).sum();
    assertEquals(10 + 3 * 14, decoded);
  }

  /** A quarter leaves more than twice the pixels that are wanted, an eighth would leave fewer. */
  @Test
  void largeJpegFilesAreDecodedSmaller() throws Exception {
    var samples = new byte[640 * 480 * 3];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) Dice.of(i / 30, i % 3).below(256);
    Files.write(folder.resolve("a.jpg"), Encode.jpeg(Image.of8(640, 480, 3, samples), 90));
    var to = Preprocess.imagenet(36, 32, Kernel.BILINEAR);
    var less = to.withShrink(new Shrink(2));
    var source = new FileSource(folder, Path.of("a.jpg"));
    var examples = List.of(new Example("a.jpg", source, new Truth.OneOf(0)));

    float[] seen = run(examples, Feed.evaluation(less, 3, 1), 0, 0).getFirst().images();
    var expected = FloatBuffer.allocate(less.floats());
    less.of(Decode.of(source.path(), header -> 4), expected, 0);
    assertArrayEquals(expected.array(), seen);
    less.of(Decode.of(source.path(), less), expected, 0);
    assertArrayEquals(expected.array(), seen);
    float[] whole = run(examples, Feed.evaluation(to, 3, 1), 0, 0).getFirst().images();
    assertFalse(Arrays.equals(whole, seen));

    var training = Feed.training(less, 3, 1, Augment.photos(), 5);
    var again = run(examples, training.withKeep(new Keep.InMemory(0)), 1, 0);
    try (var loader = Loader.of(examples, training)) {
      copies(loader.epoch(0, 0));
      assertEquals(again, copies(loader.epoch(1, 0)));
    }
  }

  private static float share(Copy plain, Copy mixed, int c) {
    float own = plain.images()[5];
    float other = plain.images()[7 * c + 5];
    return (mixed.images()[5] - other) / (own - other);
  }

  private static void said(String message, Runnable call) {
    assertEquals(message, assertThrows(DataException.class, call::run).getMessage());
  }

  private static List<Integer> sizes(List<Copy> copies) {
    return copies.stream().map(c -> c.indices().length).toList();
  }

  private static List<Copy> run(List<Example> examples, Feed feed, int epoch, int from) {
    try (var loader = Loader.of(examples, feed)) {
      return copies(loader.epoch(epoch, from));
    }
  }

  private static List<Copy> copies(Epoch epoch) {
    var copies = new ArrayList<Copy>();
    while (epoch.hasNext()) {
      try (var batch = epoch.next()) {
        copies.add(Copy.of(batch));
      }
    }
    return copies;
  }
}
