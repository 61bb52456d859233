package dev.fovea.data.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.PictureFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data made to break their reader: it neither waits nor grows, and says what is wrong. */
class HostileDataTest {
  @TempDir Path root;

  private String refused(String table) {
    Path file = PictureFiles.text(root.resolve("data.csv"), table);
    var e = assertThrows(DataException.class, () -> Datasets.open(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), "a control character");
    assertTrue(e.getMessage().length() < 1000, e.getMessage().length() + " characters");
    return e.getMessage();
  }

  @Test
  void tablesOfNonsense() {
    assertTrue(refused("a.jpg,cat\nb\0.jpg,dog\n").endsWith("line 2: 'b?.jpg' is no path"));
    assertTrue(
        refused("a.jpg,cat\nb.jpg,\"dog\n" + "x\n".repeat(99))
            .endsWith("line 2: a quote is opened and never closed"));
    assertTrue(
        refused("a.jpg,cat\nb.jpg,\"" + "x".repeat(2_000_000))
            .endsWith(
                "line 2: a cell of more than 1,048,576 characters; is a quote never closed?"));
    assertTrue(refused("a.jpg" + ",".repeat(20_000)).endsWith("more than 10,000 cells in a row"));
    assertTrue(refused("\"" + "x".repeat(100_000) + "\",cat\n").contains(" ... "));
    assertTrue(refused("\"a\nb\"").contains("got one cell: 'a?b'"));
  }

  @Test
  void pipesAmongPicturesAreLeftOut() throws Exception {
    PictureFiles.write(root, "a/1.png", "b/1.png");
    Path pipe = root.resolve("a/2.png");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes");
    Path zero = Path.of("/dev/zero");
    if (Files.exists(zero)) Files.createSymbolicLink(root.resolve("b/zero.png"), zero);
    assertEquals(2, Datasets.open(root).size());
  }

  @Test
  void linksInACircleAndDeepFoldersEnd() throws IOException {
    PictureFiles.write(root, "a/1.png", "b/1.png");
    Files.createSymbolicLink(root.resolve("a/again"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("a/gone.png"), root.resolve("nothing.png"));
    Path deep = root.resolve("b");
    for (int i = 0; i < 1000; i++) deep = deep.resolve("d");
    Files.createDirectories(deep);
    Files.copy(root.resolve("a/1.png"), deep.resolve("2.png"));
    var data = Datasets.open(root);
    assertEquals(3, data.size());
    assertEquals(1, data.broken().size(), "the link to nothing");
  }

  @Test
  void namesOfControlCharactersDoNotReachTheSentence() {
    PictureFiles.text(root.resolve("a\033[2J\n/1.png"), "no picture");
    var e = assertThrows(DataException.class, () -> Datasets.open(root));
    assertTrue(e.getMessage().contains("a?[2J?"), e.getMessage());
    assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
  }

  @Test
  void idxThatPromisesTooMuch() throws IOException {
    var all = ByteBuffer.allocate(16).putInt(0x803).putInt(1 << 30).putInt(1 << 30).putInt(1 << 30);
    idx("train-images-idx3-ubyte", all.array());
    idx("train-labels-idx1-ubyte", ByteBuffer.allocate(9).putInt(0x801).putInt(1).array());
    var e = assertThrows(DataException.class, () -> Datasets.open(root));
    assertTrue(e.getMessage().contains("more than the 2 GB"), e.getMessage());
  }

  @Test
  void gzipThatUnpacksToAThousandfold() throws IOException {
    idx("train-labels-idx1-ubyte", ByteBuffer.allocate(9).putInt(0x801).putInt(1).array());
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(ByteBuffer.allocate(16).putInt(0x803).putInt(1).putInt(2).putInt(3).array());
      out.write(new byte[10_000_000]);
    }
    idx("train-images-idx3-ubyte.gz", zipped.toByteArray());
    var e = assertThrows(DataException.class, () -> Datasets.open(root));
    assertTrue(
        e.getMessage().endsWith("goes on after the 6 bytes that its header promises"),
        e.getMessage());
  }

  private void idx(String name, byte[] content) {
    PictureFiles.bytes(root.resolve(name), content);
  }
}
