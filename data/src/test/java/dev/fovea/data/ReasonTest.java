package dev.fovea.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
  @TempDir Path root;

  @Test
  void wordsOfWhatTheDiskSays() throws IOException {
    Path none = root.resolve("none/a.txt");
    var e = assertThrows(IOException.class, () -> Files.writeString(none, "x"));
    assertEquals("there is no folder " + none.getParent(), Reason.of(e));
    e = assertThrows(IOException.class, () -> Files.readString(root.resolve("a.txt")));
    assertEquals("it is not there", Reason.of(e));
    Path file = Files.writeString(root.resolve("b.txt"), "x");
    e = assertThrows(IOException.class, () -> Files.createDirectory(file));
    assertEquals(file + " is in the way", Reason.of(e));
    assertEquals("no permission", Reason.of(new AccessDeniedException("a")));
    assertEquals("disk full", Reason.of(new FileSystemException("a", null, "disk full")));
    assertEquals("IOException", Reason.of(new IOException()));
  }
}
