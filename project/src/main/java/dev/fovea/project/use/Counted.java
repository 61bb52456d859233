package dev.fovea.project.use;

import dev.fovea.data.Source;
import dev.fovea.image.Image;

/** A source that tells when it has been read. */
record Counted(Source source, Runnable read) implements Source {
  @Override
  public Image image() {
    try {
      return source.image();
    } finally {
      read.run();
    }
  }

  @Override
  public void check() {
    source.check();
  }

  @Override
  public boolean inMemory() {
    return source.inMemory();
  }
}
