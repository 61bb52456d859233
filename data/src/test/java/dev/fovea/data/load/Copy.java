package dev.fovea.data.load;

import java.util.Arrays;

/** What a batch held, compared bit for bit. */
final class Copy {
  private final float[] images;
  private final float[] targets;
  private final int[] indices;
  private final int number;

  private Copy(Batch batch) {
    images = new float[batch.images().remaining()];
    batch.images().get(images);
    targets = new float[batch.targets().remaining()];
    batch.targets().get(targets);
    indices = batch.indices();
    number = batch.number();
  }

  static Copy of(Batch batch) {
    return new Copy(batch);
  }

  float[] images() {
    return images;
  }

  float[] targets() {
    return targets;
  }

  int[] indices() {
    return indices;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Copy c
        && number == c.number
        && Arrays.equals(images, c.images)
        && Arrays.equals(targets, c.targets)
        && Arrays.equals(indices, c.indices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indices);
  }

  @Override
  public String toString() {
    return "batch " + number + " " + Arrays.toString(indices);
  }
}
