package dev.fovea.task.detect.rcnn;

import java.util.stream.IntStream;

/** What is learned from in one picture: places of boxes, rising. */
final class Sample {
  private final int[] hits;
  private final int[] misses;

  Sample(int[] hits, int[] misses) {
    this.hits = hits;
    this.misses = misses;
  }

  /** Those that answer for a thing; not to be written to. */
  int[] hits() {
    return hits;
  }

  /** Those that answer for nothing; not to be written to. */
  int[] misses() {
    return misses;
  }

  /**
   * Hits up to a share, and misses for the rest.
   *
   * @param owners of {@link Matching}
   * @param most of both
   * @param share of hits, 0 to 1
   */
  static Sample of(Sampler sampler, int[] owners, int most, double share) {
    int[] hits = IntStream.range(0, owners.length).filter(i -> owners[i] >= 0).toArray();
    int[] misses =
        IntStream.range(0, owners.length).filter(i -> owners[i] == Matching.NOTHING).toArray();
    int taken = Math.min((int) (most * share), hits.length);
    return new Sample(
        sampler.of(hits, taken), sampler.of(misses, Math.min(most - taken, misses.length)));
  }
}
