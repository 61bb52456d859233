package dev.fovea.data.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.DataException;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  @TempDir Path root;

  @BeforeEach
  void threePictures() {
    file(IMAGES, idx(0x803, new int[] {3, 2, 2}, 12));
    file(LABELS, ints(0x801, 3, new byte[] {0, 2, 0}));
  }

  @Test
  void readsPicturesAndLabels() {
    var data = Datasets.open(root);
    assertEquals("IDX files: 3 classes, 3 images (train 3)", data.description());
    assertEquals(List.of("0", "1", "2"), data.classes().names());
    var second = data.split(Split.TRAIN).get(1);
    assertEquals("train/00001", second.id());
    assertEquals(new Truth.OneOf(2), second.truth());
    assertArrayEquals(new byte[] {4, 5, 6, 7}, second.source().image().bytes());
  }

  @Test
  void readsGzipAndNamesAndBothSplits() throws IOException {
    file("t10k-images-idx3-ubyte.gz", gzip(idx(0x803, new int[] {1, 2, 2}, 4)));
    file("t10k-labels-idx1-ubyte.gz", gzip(ints(0x801, 1, new byte[] {1})));
    PictureFiles.text(root.resolve("classes.txt"), "shirt\nshoe\nbag\n");
    var data = Datasets.open(root);
    assertEquals("IDX files: 3 classes, 4 images (train 3, test 1)", data.description());
    assertEquals(List.of("shirt", "shoe", "bag"), data.classes().names());
  }

  @Test
  void damageIsSaidInOneSentence() throws IOException {
    file(IMAGES, idx(0x801, new int[] {3, 2, 2}, 12));
    refused(
        IMAGES,
        ": expected IDX pictures (three dimensions) of unsigned bytes, magic number 0x00000803, got"
            + " 0x00000801");
    file(IMAGES, idx(0x803, new int[] {3, 2, 2}, 11));
    refused(IMAGES, " is cut short: its header promises 12 bytes, 11 are there");
    file(IMAGES, idx(0x803, new int[] {3, 2, 2}, 13));
    refused(IMAGES, " goes on after the 12 bytes that its header promises");
    file(IMAGES, idx(0x803, new int[] {3, -1, 2}, 12));
    refused(IMAGES, ": its header says 4294967295 rows; expected at least one");
    file(IMAGES, idx(0x803, new int[] {60000, 60000, 60000}, 12));
    refused(
        IMAGES,
        " claims 60,000 pictures of 60000 x 60000 px, more than the 2 GB that one IDX file may"
            + " hold");
    file(IMAGES, idx(0x803, new int[] {60000, 100, 100}, 12));
    refused(IMAGES, " is cut short: its header promises 600,000,000 bytes, 12 are there");
    file(IMAGES, new byte[] {0, 0});
    refused(IMAGES, " ends too early: it is cut short");
    file(IMAGES, idx(0x803, new int[] {2, 2, 2}, 8));
    refused(
        IMAGES,
        " holds 2 pictures but train-labels-idx1-ubyte holds 3 labels; they belong together one to"
            + " one");
  }

  @Test
  void damagedGzipAndMissingLabelsAreSaid() throws IOException {
    assertEquals(true, root.resolve(LABELS).toFile().delete());
    refused(
        IMAGES,
        ": its labels are missing; expected train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz"
            + " beside it");
    byte[] whole = gzip(ints(0x801, 3, new byte[] {0, 1, 0}));
    file(LABELS + ".gz", java.util.Arrays.copyOf(whole, whole.length - 9));
    refused(LABELS + ".gz", " ends too early: it is cut short");
    file(LABELS + ".gz", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    refused(LABELS + ".gz", " is not whole gzip data: Not in GZIP format");
  }

  private void file(String name, byte[] content) {
    PictureFiles.bytes(root.resolve(name), content);
  }

  private void refused(String file, String message) {
    var e = assertThrows(DataException.class, () -> Datasets.open(root));
    assertEquals(root.resolve(file) + message, e.getMessage());
  }

  private static byte[] idx(int magic, int[] sizes, int bytes) {
    var out = ByteBuffer.allocate(4 + 4 * sizes.length + bytes).putInt(magic);
    for (int size : sizes) out.putInt(size);
    for (int i = 0; i < bytes; i++) out.put((byte) i);
    return out.array();
  }

  private static byte[] ints(int magic, int count, byte[] labels) {
    return ByteBuffer.allocate(8 + labels.length).putInt(magic).putInt(count).put(labels).array();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
