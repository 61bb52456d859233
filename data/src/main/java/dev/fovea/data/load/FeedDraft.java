package dev.fovea.data.load;

import dev.fovea.data.augment.Augment;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import java.util.Optional;

/** A {@link Feed} before it is one: any of its components may still change. */
final class FeedDraft {
  Preprocess preprocess;
  int classes;
  int batchSize;
  Optional<Augment> augment;
  Sampler sampler;
  long seed;
  int threads;
  boolean dropLast;
  boolean strict;
  Keep keep;
  Views views;
  boolean boxes;
  double mosaicUntil;
  Sizes sizes;

  FeedDraft(Feed feed) {
    preprocess = feed.preprocess();
    classes = feed.classes();
    batchSize = feed.batchSize();
    augment = feed.augment();
    sampler = feed.sampler();
    seed = feed.seed();
    threads = feed.threads();
    dropLast = feed.dropLast();
    strict = feed.strict();
    keep = feed.keep();
    views = feed.views();
    boxes = feed.boxes();
    mosaicUntil = feed.mosaicUntil();
    sizes = feed.sizes();
  }

  Feed feed() {
    return new Feed(
        preprocess,
        classes,
        batchSize,
        augment,
        sampler,
        seed,
        threads,
        dropLast,
        strict,
        keep,
        views,
        boxes,
        mosaicUntil,
        sizes);
  }
}
