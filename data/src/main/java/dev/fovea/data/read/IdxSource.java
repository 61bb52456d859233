package dev.fovea.data.read;

import dev.fovea.data.Source;
import dev.fovea.image.Image;

/** One picture of an IDX file that lies in memory. */
record IdxSource(IdxImages all, int index) implements Source {
  @Override
  public Image image() {
    return all.image(index);
  }

  @Override
  public void check() {}

  @Override
  public boolean inMemory() {
    return true;
  }
}
