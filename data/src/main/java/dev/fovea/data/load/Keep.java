package dev.fovea.data.load;

import java.nio.file.Path;

/** Where decoded pictures are kept for the epochs to come, and how much of them. */
public sealed interface Keep {
  /** Of all decoded pictures together, at most. */
  long bytes();

  /** In Java's heap. */
  record InMemory(long bytes) implements Keep {
    public InMemory {
      checked(bytes);
    }
  }

  /**
   * In a file of their own, which is gone when the loader is closed or the program ends, however it
   * ends. Where the disk fails or is full, nothing is kept any more, and the work goes on.
   *
   * @param folder where the file is made
   */
  record OnDisk(long bytes, Path folder) implements Keep {
    public OnDisk {
      checked(bytes);
    }
  }

  private static void checked(long bytes) {
    if (bytes < 0) throw new IllegalArgumentException("the cache cannot hold " + bytes + " bytes");
  }
}
