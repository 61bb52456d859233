package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augment;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How examples become batches.
 *
 * @param preprocess from picture to numbers; its channels, height and width are those of every
 *     batch, unless there are {@code sizes}
 * @param classes how many columns the targets have
 * @param batchSize how many pictures a batch holds
 * @param augment what may happen to the pictures in training; empty for evaluation: in order,
 *     unchanged
 * @param sampler how often an epoch of training shows which example
 * @param seed with epoch and index it decides order and augmentation
 * @param threads worker threads; the batches do not depend on it
 * @param dropLast whether a last batch that is not full is left out (it stays when it is the only
 *     one)
 * @param strict whether a picture that cannot be decoded ends the work instead of being passed over
 * @param keep where decoded pictures are kept, and how much of them; the batches do not depend on
 *     it
 * @param views what is seen of each picture in evaluation, one after the other in the batch; {@link
 *     Views#NONE} in training
 * @param boxes whether batches have the boxes of the things in their pictures
 * @param mosaicUntil share of the run, 0 to 1, from which on every picture stands for itself, see
 *     {@link Augment#single}; 1 for never
 * @param sizes what other sizes batches may have in training
 */
public record Feed(
    Preprocess preprocess,
    int classes,
    int batchSize,
    Optional<Augment> augment,
    Sampler sampler,
    long seed,
    int threads,
    boolean dropLast,
    boolean strict,
    Keep keep,
    Views views,
    boolean boxes,
    double mosaicUntil,
    Sizes sizes) {
  private static final long SIZE = 5;

  public Feed {
    if (classes < 1) throw new IllegalArgumentException("classes must be above 0, got " + classes);
    if (batchSize < 1) {
      throw new IllegalArgumentException("the batch size must be above 0, got " + batchSize);
    }
    if (augment.isPresent() && views != Views.NONE) {
      throw new IllegalArgumentException("views are for evaluation, not for training");
    }
    views.check(preprocess);
    if (boxes && views != Views.NONE) {
      throw new IllegalArgumentException("boxes are of whole pictures, not of views");
    }
    if (boxes && augment.isPresent() && !augment.get().mixing().isEmpty()) {
      throw new IllegalArgumentException("Mixup and CutMix are for classes, not for boxes");
    }
    if (augment.isEmpty() && sizes.range() > 0) {
      throw new IllegalArgumentException("several sizes are for training, not for evaluation");
    }
    sizes.check(preprocess);
    if (threads < 1) throw new IllegalArgumentException("threads must be above 0, got " + threads);
  }

  /**
   * For training: shuffled, augmented, full batches only; one thread a core, up to 1 GB of decoded
   * pictures kept.
   */
  public static Feed training(
      Preprocess preprocess, int classes, int batchSize, Augment augment, long seed) {
    return new Feed(
        preprocess,
        classes,
        batchSize,
        Optional.of(augment),
        Sampler.NATURAL,
        seed,
        cores(),
        true,
        false,
        cache(),
        Views.NONE,
        false,
        1,
        Sizes.ONE);
  }

  /**
   * For evaluation: every picture once, in order, as the deployed model will see it.
   *
   * @param batchSize at most; of large pictures fewer come at once
   */
  public static Feed evaluation(Preprocess preprocess, int classes, int batchSize) {
    return new Feed(
        preprocess,
        classes,
        preprocess.atOnce(batchSize),
        Optional.empty(),
        Sampler.NATURAL,
        0,
        cores(),
        false,
        false,
        cache(),
        Views.NONE,
        false,
        1,
        Sizes.ONE);
  }

  public Feed withSampler(Sampler sampler) {
    return with(draft -> draft.sampler = sampler);
  }

  public Feed withThreads(int threads) {
    return with(draft -> draft.threads = threads);
  }

  public Feed withDropLast(boolean dropLast) {
    return with(draft -> draft.dropLast = dropLast);
  }

  public Feed withStrict(boolean strict) {
    return with(draft -> draft.strict = strict);
  }

  public Feed withKeep(Keep keep) {
    return with(draft -> draft.keep = keep);
  }

  /** Views of each picture instead of the picture alone, for evaluation. */
  public Feed withViews(Views views) {
    return with(draft -> draft.views = views);
  }

  /**
   * Batches with {@link Batch#boxes}; every truth is then {@link dev.fovea.data.Truth.Objects}, and
   * in training a picture goes through all its changes in one step from the decoded picture.
   */
  public Feed withBoxes() {
    return with(draft -> draft.boxes = true);
  }

  /** Mosaics and mixed boxes in epochs that begin before this share of the run, 0 to 1. */
  public Feed withMosaicUntil(double progress) {
    return with(draft -> draft.mosaicUntil = progress);
  }

  /** Batches of several sizes, for training with boxes: {@link Batch#shape} is each one's own. */
  public Feed withSizes(Sizes sizes) {
    return with(draft -> draft.sizes = sizes);
  }

  /** Every batch in the largest of its sizes, to see what it takes. */
  public Feed atLargest() {
    return with(draft -> {
      draft.preprocess = largest();
      draft.sizes = Sizes.ONE;
    });
  }

  /** Bytes of memory for numbers that each picture of a batch adds to a loader. */
  public long bytesAPicture() {
    return Math.multiplyExact((long) Float.BYTES * slots(), (long) floats() + classes);
  }

  /** The largest batch whose pictures one buffer holds. */
  public int mostPictures() {
    return Integer.MAX_VALUE / Float.BYTES / Math.max(floats(), classes);
  }

  /** How many batches a loader holds at a time: one a thread, one in use, two that wait. */
  int slots() {
    return threads + 3;
  }

  private Feed with(Consumer<FeedDraft> change) {
    var draft = new FeedDraft(this);
    change.accept(draft);
    return draft.feed();
  }

  /** Refuses what has a meaning for pictures with boxes only, where there are none. */
  void checkBoxes() {
    if (!boxes && (sizes.range() > 0 || augment.map(Augment::needsBoxes).orElse(false))) {
      throw new IllegalArgumentException(
          "mosaics, mixed boxes and batches of several sizes are for pictures with boxes");
    }
  }

  /** What may happen to the pictures of an epoch that begins there, 0 to 1 of the run. */
  Optional<Augment> augment(double progress) {
    return progress < mosaicUntil ? augment : augment.map(Augment::single);
  }

  /** How the pictures of a batch are prepared. */
  Preprocess preprocess(int epoch, int number) {
    return sizes.draw(preprocess, Dice.of(seed, epoch, number, SIZE));
  }

  /** How the largest pictures are prepared. */
  Preprocess largest() {
    return sizes.largest(preprocess);
  }

  /** How many floats a picture may take in a batch, with all its views. */
  int floats() {
    return Math.multiplyExact(largest().floats(), views.count());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static Keep cache() {
    return new Keep.InMemory(Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4));
  }
}
