package dev.fovea.data.alike;

import dev.fovea.data.Example;
import dev.fovea.data.Workers;
import dev.fovea.image.Glance;
import dev.fovea.image.ImageException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One look at each of many pictures, on several threads. */
public final class Glances {
  private static final int CHUNK = 8;

  private Glances() {}

  /** Told how many of how many pictures have been looked at; called from several threads. */
  @FunctionalInterface
  public interface Progress {
    void looked(int done, int all);
  }

  /** Takes what was seen of the picture at a position; called from several threads. */
  @FunctionalInterface
  public interface Seen {
    void saw(int i, Glance glance);
  }

  /** Takes why the picture at a position cannot be decoded; called from several threads. */
  @FunctionalInterface
  public interface Broken {
    void broke(int i, ImageException why);
  }

  /**
   * Looks at all pictures, in any order.
   *
   * @param leastPx to which the shorter side may be shrunk, see {@link Glance}
   */
  public static void each(
      List<Example> examples,
      int leastPx,
      int threads,
      Seen seen,
      Broken broken,
      Progress progress) {
    int n = examples.size();
    var done = new AtomicInteger();
    Workers.each(
        n,
        CHUNK,
        threads,
        i -> {
          try {
            seen.saw(i, examples.get(i).source().glance(leastPx));
          } catch (ImageException e) {
            broken.broke(i, e);
          }
          progress.looked(done.incrementAndGet(), n);
        });
  }
}
