package dev.fovea.data.read;

import dev.fovea.data.DataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of one IDX file of unsigned bytes, read strictly: magic number, counts and length
 * must agree.
 */
final class IdxData {
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;

  private IdxData() {}

  static IdxImages images(Path file) {
    return read(
        file,
        in -> {
          magic(file, in, IMAGES, "pictures (three dimensions)");
          int count = dimension(file, in, "pictures");
          int height = dimension(file, in, "rows");
          int width = dimension(file, in, "columns");
          long bytes = (long) count * height * width;
          if ((long) count * height > Integer.MAX_VALUE || bytes > Integer.MAX_VALUE - 8) {
            throw new DataException(
                "%s claims %,d pictures of %d x %d px, more than the 2 GB that one IDX file may hold"
                    .formatted(file, count, width, height));
          }
          return new IdxImages(count, height, width, content(file, in, (int) bytes));
        });
  }

  /** Labels, {@code [count]}, 0 to 255. */
  static byte[] labels(Path file) {
    return read(
        file,
        in -> {
          magic(file, in, LABELS, "labels (one dimension)");
          return content(file, in, dimension(file, in, "labels"));
        });
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static <T> T read(Path file, Reading<T> reading) {
    try (var in = new DataInputStream(open(file))) {
      return reading.from(in);
    } catch (EOFException e) {
      throw new DataException(file + " ends too early: it is cut short", e);
    } catch (ZipException e) {
      throw new DataException(file + " is not whole gzip data: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    var plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (!file.toString().endsWith(".gz")) return plain;
    try {
      return new GZIPInputStream(plain, 1 << 16);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static void magic(Path file, DataInputStream in, int expected, String what)
      throws IOException {
    int magic = in.readInt();
    if (magic == expected) return;
    throw new DataException(
        "%s: expected IDX %s of unsigned bytes, magic number 0x%08X, got 0x%08X"
            .formatted(file, what, expected, magic));
  }

  private static int dimension(Path file, DataInputStream in, String what) throws IOException {
    int size = in.readInt();
    if (size > 0) return size;
    throw new DataException(
        "%s: its header says %d %s; expected at least one"
            .formatted(file, Integer.toUnsignedLong(size), what));
  }

  /**
   * Exactly this many bytes, then the end; a header that lies costs no memory, for reading grows
   * with what is there.
   */
  private static byte[] content(Path file, DataInputStream in, int length) throws IOException {
    long heap = Runtime.getRuntime().maxMemory();
    if (length > heap / 3)
      throw new DataException(
          "%s promises %,d bytes, which do not fit into Java's memory of %,d; give it more, for example FOVEA_OPTS=-Xmx8g"
              .formatted(file, length, heap));
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new DataException(
          "%s is cut short: its header promises %,d bytes, %,d are there"
              .formatted(file, length, content.length));
    }
    if (in.read() >= 0) {
      throw new DataException(
          "%s goes on after the %,d bytes that its header promises".formatted(file, length));
    }
    return content;
  }
}
