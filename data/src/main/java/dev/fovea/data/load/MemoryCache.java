package dev.fovea.data.load;

import dev.fovea.image.Image;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** In Java's heap. */
final class MemoryCache implements Cache {
  private final ConcurrentHashMap<Integer, Image> kept = new ConcurrentHashMap<>();
  private final AtomicLong left;

  MemoryCache(long bytes) {
    left = new AtomicLong(bytes);
  }

  @Override
  public Image get(int index) {
    return kept.get(index);
  }

  @Override
  public void offer(int index, Image image) {
    long bytes = Cache.bytes(image);
    if (left.addAndGet(-bytes) < 0 || kept.putIfAbsent(index, image) != null) {
      left.addAndGet(bytes);
    }
  }
}
