package dev.fovea.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One fetches, others wait: a lock on a hidden file beside the place, which the system takes away
 * from a process that dies.
 */
final class Lock implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final FileChannel channel;
  private final FileLock held;

  private Lock(FileChannel channel, FileLock held) {
    this.channel = channel;
    this.held = held;
  }

  /** Waits for it; {@code waiting} is told once if that is needed. */
  static Lock of(Path place, Runnable waiting) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(
            place.resolveSibling("." + place.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock held = tried(channel);
      if (held == null) waiting.run();
      while (held == null) {
        Thread.sleep(PAUSE_MILLIS);
        held = tried(channel);
      }
      return new Lock(channel, held);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Null where another process has it, or another thread of this one. */
  private static FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      held.release();
    }
  }
}
