package dev.fovea.data.load;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.fovea.image.Image;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In one file, sample after sample; where each picture lies is known in memory alone. The file
 * loses its name as soon as it is open, where the system can do that, so that even a killed program
 * leaves nothing behind.
 */
final class DiskCache implements Cache {
  private record Place(long at, int width, int height, int channels, int bits) {
    int bytes() {
      return Math.toIntExact((long) width * height * channels * bits / 8);
    }
  }

  private final ConcurrentHashMap<Integer, Place> kept = new ConcurrentHashMap<>();
  private final AtomicLong end = new AtomicLong();
  private final long most;
  private final FileChannel file;
  private volatile String lost;

  DiskCache(Keep.OnDisk keep) {
    most = keep.bytes();
    Path path = keep.folder().resolve("decoded-" + System.nanoTime() + ".cache");
    FileChannel made = null;
    try {
      made = FileChannel.open(path, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE);
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // an open file that keeps its name goes when it is closed
      if (made == null) lost = path + " cannot be made: " + e.getMessage();
    }
    file = made;
  }

  /** In an open file, which is closed with it. */
  DiskCache(long bytes, FileChannel file) {
    most = bytes;
    this.file = file;
  }

  @Override
  public Image get(int index) {
    Place place = lost == null ? kept.get(index) : null;
    if (place == null) return null;
    var bytes = ByteBuffer.allocate(place.bytes());
    try {
      while (bytes.hasRemaining())
        if (file.read(bytes, place.at() + bytes.position()) < 0)
          throw new EOFException("cut short");
    } catch (IOException e) {
      giveUp(e);
      return null;
    }
    if (place.bits() == 8)
      return Image.of8(place.width(), place.height(), place.channels(), bytes.array());
    var shorts = new short[place.bytes() / 2];
    bytes.flip().asShortBuffer().get(shorts);
    return Image.of16(place.width(), place.height(), place.channels(), shorts);
  }

  @Override
  public void offer(int index, Image image) {
    if (lost != null || kept.containsKey(index)) return;
    long bytes = Cache.bytes(image);
    if (bytes > Integer.MAX_VALUE) return;
    long at = end.getAndUpdate(e -> e + bytes <= most ? e + bytes : e);
    if (at + bytes > most) return;
    try {
      ByteBuffer samples = samples(image);
      while (samples.hasRemaining()) file.write(samples, at + samples.position());
    } catch (IOException e) {
      giveUp(e);
      return;
    }
    kept.put(index, new Place(at, image.width(), image.height(), image.channels(), image.bits()));
  }

  private static ByteBuffer samples(Image image) {
    if (image.bits() == 8) return ByteBuffer.wrap(image.bytes());
    var bytes = ByteBuffer.allocate(2 * image.shorts().length);
    bytes.asShortBuffer().put(image.shorts());
    return bytes;
  }

  /** The room that it took is free again for who needs it more. */
  private synchronized void giveUp(IOException why) {
    if (lost == null) lost = String.valueOf(why.getMessage());
    close();
  }

  @Override
  public Optional<String> lost() {
    return Optional.ofNullable(lost);
  }

  @Override
  public void close() {
    kept.clear();
    if (file == null) return;
    try {
      file.close();
    } catch (IOException _) {
      // nothing in it is wanted any more
    }
  }
}
