package dev.fovea.train;

import dev.fovea.data.load.Loader;

/** How quickly an epoch goes: pictures a second, and the share of time spent waiting for them. */
final class Pace {
  private final Loader loader;
  private final long started = System.nanoTime();
  private final long waitedBefore;
  private long images;

  Pace(Loader loader) {
    this.loader = loader;
    this.waitedBefore = loader.waitNanos();
  }

  void learned(int more) {
    images += more;
  }

  double imagesPerSecond() {
    return images / Math.max(1e-9, elapsedNanos() / 1e9);
  }

  double waitShare() {
    return Math.min(
        1, (loader.waitNanos() - waitedBefore) / Math.max(1.0, (double) elapsedNanos()));
  }

  private long elapsedNanos() {
    return System.nanoTime() - started;
  }
}
