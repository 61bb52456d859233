package dev.fovea.torch.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void makesAndReplaces() throws IOException {
    Path path = folder.resolve("state");
    AtomicFile.write(path, out -> out.write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    AtomicFile.write(path, out -> out.write(ByteBuffer.wrap(new byte[] {4})));
    assertEquals(4, Files.readAllBytes(path)[0]);
    assertEquals(1, Files.size(path));
    assertEquals(List.of(path), files());
  }

  @Test
  void anInterruptWaitsUntilTheFileIsWhole() throws IOException {
    Path path = folder.resolve("state");
    Thread.currentThread().interrupt();
    AtomicFile.write(path, out -> out.write(ByteBuffer.allocate(3_000_000)));
    assertTrue(Thread.interrupted(), "the interrupt is still there");
    assertEquals(3_000_000, Files.size(path));
  }

  @Test
  void followsALink() throws IOException {
    Path real = Files.write(folder.resolve("real"), new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    AtomicFile.write(link, out -> out.write(ByteBuffer.wrap(new byte[] {9})));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(9, Files.readAllBytes(real)[0]);
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
    Path path = Files.write(folder.resolve("state"), new byte[] {1, 2, 3});
    var refusal =
        assertThrows(
            TorchException.class,
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(ByteBuffer.allocate(1000));
                      throw new IOException("No space left on device");
                    }));
    assertEquals(
        path
            + ": cannot be written: No space left on device; free some on the disk of "
            + folder
            + " or choose another place",
        refusal.getMessage());
    assertEquals(3, Files.size(path));
    assertEquals(List.of(path), files());
  }

  @Test
  void aFailureOfTheWriterItselfPassesAndLeavesNothing() throws IOException {
    var mistake = new IllegalStateException("a mistake");
    var passed =
        assertThrows(
            IllegalStateException.class,
            () ->
                AtomicFile.write(
                    folder.resolve("state"),
                    out -> {
                      out.write(ByteBuffer.allocate(10));
                      throw mistake;
                    }));
    assertSame(mistake, passed);
    assertEquals(List.of(), files());
  }

  @Test
  void saysWhyItCannotWrite() {
    Path nowhere = folder.resolve("absent/state");
    assertEquals(
        nowhere
            + ": cannot be written: the folder "
            + nowhere.getParent()
            + " does not exist; make it first",
        refusal(nowhere));
    assertEquals(
        folder + ": cannot be written: it is a folder; choose another place", refusal(folder));
  }

  @Test
  void saysThatAFolderTakesNoFiles() {
    assumeTrue(Files.isDirectory(Path.of("/proc")), "a system without /proc: no such folder");
    assertEquals(
        "/proc/state: cannot be written: /proc takes no files of ours; choose another folder",
        refusal(Path.of("/proc/state")));
  }

  @Test
  void saysThatPermissionIsMissing() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path path = Files.write(closed.resolve("state"), new byte[] {1});
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(closed), "root may write anywhere: nothing to refuse");
      assertEquals(
          path
              + ": cannot be written: no permission to write in "
              + closed
              + "; change its permissions or choose another folder",
          refusal(path));
      assertEquals(1, Files.size(path));
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void sweepsOnlyWhatKilledWritersOfThatFileLeft() throws IOException {
    String unique = "00000000-0000-0000-0000-000000000000";
    Files.createFile(folder.resolve(".state." + unique + ".part"));
    Path other = Files.createFile(folder.resolve(".state2." + unique + ".part"));
    Path mine = Files.createFile(folder.resolve(".state.part"));
    AtomicFile.sweep(folder.resolve("state"));
    assertEquals(List.of(mine, other), files());
  }

  private static String refusal(Path path) {
    return assertThrows(TorchException.class, () -> AtomicFile.write(path, _ -> {})).getMessage();
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
