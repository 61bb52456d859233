package dev.fovea.data.load;

import dev.fovea.image.Image;
import java.util.Optional;

/**
 * Keeps decoded pictures until its bytes are used up, then keeps what it has: every epoch visits
 * every picture once, so throwing one out for another never pays. For several threads at once.
 */
interface Cache extends AutoCloseable {
  /** A new one, empty. */
  static Cache of(Keep keep) {
    return switch (keep) {
      case Keep.InMemory memory -> new MemoryCache(memory.bytes());
      case Keep.OnDisk disk -> new DiskCache(disk);
    };
  }

  /** The picture, or null where it is not kept. */
  Image get(int index);

  /** Keeps a picture, if there is room. */
  void offer(int index, Image image);

  /** Why it keeps nothing any more; nothing while it works. */
  default Optional<String> lost() {
    return Optional.empty();
  }

  @Override
  default void close() {}

  static long bytes(Image image) {
    return (long) image.width() * image.height() * image.channels() * image.bits() / 8;
  }
}
