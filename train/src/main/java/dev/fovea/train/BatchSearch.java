package dev.fovea.train;

import dev.fovea.torch.OutOfMemory;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;

/**
 * Looks for the largest batch that memory holds: steps of twice as many pictures each, until one no
 * longer fits, or until what they take tells by a straight line how many do.
 *
 * @param most pictures that may be tried, 1 or more
 * @param budget bytes that a step may take; {@link Long#MAX_VALUE} where only a step that fails
 *     tells what is too much
 */
public record BatchSearch(int most, long budget) {
  /** Bytes more that make the difference of two steps sure. */
  static final long SURE = 128L << 20;

  /** Of what just fitted, for other pictures and what the allocator cannot join. */
  private static final double MARGIN = 0.1;

  /** From here on a batch is a multiple of 8. */
  private static final int ROUND = 16;

  /**
   * What was found.
   *
   * @param pictures of the largest batch
   * @param each bytes that one more picture takes; empty where that is not known
   * @param tooMany pictures whose step did not fit; {@link Integer#MAX_VALUE} where none failed
   */
  public record Found(int pictures, OptionalLong each, int tooMany) {}

  public BatchSearch {
    if (most < 1) throw new TrainException("a batch has a picture or more, got at most " + most);
    if (budget < 1) throw new TrainException("a step takes memory, got " + budget + " bytes");
  }

  /**
   * Searches.
   *
   * @param step takes a step of so many pictures and answers with the bytes that it took at most (0
   *     where that is not known); what it throws where memory does not suffice is part of the
   *     search
   * @throws TrainException where not even one picture fits
   */
  public Found of(IntToLongFunction step) {
    int fits = 0;
    long took = 0;
    for (int next = Math.min(2, most); ; next = (int) Math.min(2L * next, most)) {
      OptionalLong more = tried(step, next);
      if (more.isEmpty()) return between(step, fits, next);
      long each = fits == 0 ? more.getAsLong() / next : (more.getAsLong() - took) / (next - fits);
      if (more.getAsLong() > budget) return line(fits, took, Math.max(1, each));
      if (next == most) return found(most, each);
      if (fits > 0 && more.getAsLong() - took >= SURE) return line(fits, took, each);
      fits = next;
      took = more.getAsLong();
    }
  }

  private static OptionalLong tried(IntToLongFunction step, int pictures) {
    try {
      return OptionalLong.of(step.applyAsLong(pictures));
    } catch (RuntimeException | OutOfMemoryError e) {
      if (OutOfMemory.in(e)) return OptionalLong.empty();
      throw e;
    }
  }

  /** Each picture takes as much as another. */
  private Found line(int fits, long took, long each) {
    long pictures = fits + (budget - took) / each;
    if (pictures < 1) throw tooLittle();
    return found(Math.min(pictures, most), each);
  }

  private Found found(long pictures, long each) {
    return new Found(
        round(pictures),
        each > 0 ? OptionalLong.of(each) : OptionalLong.empty(),
        Integer.MAX_VALUE);
  }

  /** Halves what is open until it is an eighth of what fits. */
  private Found between(IntToLongFunction step, int fitted, int failed) {
    int fits = fitted;
    int fails = failed;
    while (fails - fits > Math.max(1, fits / 8)) {
      int middle = (fits + fails) >>> 1;
      if (tried(step, middle).isPresent()) fits = middle;
      else fails = middle;
    }
    if (fits == 0) throw tooLittle();
    int kept = Math.max(1, (int) (fits * (1 - MARGIN)));
    return new Found(round(kept), OptionalLong.empty(), fails);
  }

  private int round(long pictures) {
    int whole = (int) pictures;
    return whole < ROUND || whole == most ? whole : whole / 8 * 8;
  }

  private static TrainException tooLittle() {
    return new TrainException(
        "not even one picture fits into the free memory; take a smaller --size or network, of"
            + " classifiers set train.checkpoint=true, or close other programs");
  }
}
