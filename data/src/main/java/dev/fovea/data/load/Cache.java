package dev.fovea.data.load;

import dev.fovea.image.Image;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps decoded pictures until its bytes are used up, then keeps what it has: every epoch visits
 * every picture once, so throwing one out for another never pays.
 */
final class Cache {
  private final ConcurrentHashMap<Integer, Image> kept = new ConcurrentHashMap<>();
  private final AtomicLong left;

  Cache(long bytes) {
    left = new AtomicLong(bytes);
  }

  Image get(int index) {
    return kept.get(index);
  }

  void offer(int index, Image image) {
    long bytes = (long) image.width() * image.height() * image.channels() * image.bits() / 8;
    if (left.addAndGet(-bytes) < 0 || kept.putIfAbsent(index, image) != null) {
      left.addAndGet(bytes);
    }
  }
}
