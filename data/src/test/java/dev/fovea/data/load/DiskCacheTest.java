package dev.fovea.data.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  /** A device that is always full. */
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  @Test
  void whatIsKeptComesBackAndTheRestDoesNot() {
    try (var cache = new DiskCache(new Keep.OnDisk(3 * 5 * 3 * 2, folder))) {
      cache.offer(7, picture(7));
      cache.offer(8, picture(8));
      cache.offer(9, picture(9)); // there is no room for a third
      assertArrayEquals(picture(7).bytes(), cache.get(7).bytes());
      assertArrayEquals(picture(8).bytes(), cache.get(8).bytes());
      assertNull(cache.get(9));
      assertEquals(Optional.empty(), cache.lost());
    }
  }

  @Test
  void sixteenBitsStay() {
    short[] samples = {1, -1, 300, 32767, -32768, 0};
    try (var cache = new DiskCache(new Keep.OnDisk(1000, folder))) {
      cache.offer(0, Image.of16(3, 2, 1, samples));
      Image back = cache.get(0);
      assertEquals(16, back.bits());
      assertEquals(3, back.width());
      assertArrayEquals(samples, back.shorts());
    }
  }

  @Test
  void manyThreadsGetWhatWasKept() {
    try (var cache = new DiskCache(new Keep.OnDisk(100 * 45, folder))) {
      IntStream.range(0, 2000).parallel().forEach(i -> cache.offer(i % 200, picture(i % 200)));
      long kept =
          IntStream.range(0, 200)
              .parallel()
              .filter(i -> {
                Image back = cache.get(i);
                if (back == null) return false;
                assertArrayEquals(picture(i).bytes(), back.bytes());
                return true;
              })
              .count();
      assertTrue(kept > 50 && kept <= 100, kept + " are kept"); // a race may keep one twice
    }
  }

  @Test
  void nothingIsLeftBehindAndNothingNeedsToBeClosed() throws IOException {
    var cache = new DiskCache(new Keep.OnDisk(1000, folder));
    cache.offer(1, picture(1));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count(), "no name in the folder, so a kill leaves none");
    }
    cache.close();
    assertNull(cache.get(1));
    cache.offer(2, picture(2));
    assertNull(cache.get(2));
  }

  @Test
  void aFolderThatIsNotThereCostsTheCacheAlone() {
    Path nowhere = folder.resolve("nowhere");
    try (var cache = new DiskCache(new Keep.OnDisk(1000, nowhere))) {
      cache.offer(1, picture(1));
      assertNull(cache.get(1));
      String why = cache.lost().orElseThrow();
      assertTrue(why.startsWith(nowhere + "/decoded-"), why);
      assertTrue(why.contains(".cache cannot be made: "), why);
    }
  }

  @Test
  void aFullDiskCostsTheCacheAlone() throws IOException {
    assumeTrue(Files.exists(FULL), "this system has no /dev/full");
    try (var cache = new DiskCache(1000, FileChannel.open(FULL, StandardOpenOption.WRITE))) {
      cache.offer(1, picture(1));
      assertNull(cache.get(1));
      assertEquals("No space left on device", cache.lost().orElseThrow());
      cache.offer(2, picture(2));
      assertNull(cache.get(2));
    }
  }

  private static Image picture(int number) {
    var samples = new byte[5 * 3 * 3];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) (number * 31 + i);
    return Image.of8(5, 3, 3, samples);
  }
}
