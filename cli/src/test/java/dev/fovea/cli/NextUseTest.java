package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextUseTest {
  @TempDir Path root;

  /** predict takes pictures, no lists of them. */
  @Test
  void whatHoldsNoPictureIsNotAnsweredFor() throws Exception {
    Path model = Path.of("m.safetensors");
    Path list = Files.writeString(root.resolve("instances_val.json"), "{}");
    assertEquals("fovea info m.safetensors", NextUse.of(model, list));
    assertEquals("fovea info m.safetensors", NextUse.of(model, root));
    Files.writeString(Files.createDirectory(root.resolve("images")).resolve("1.png"), "");
    assertEquals("fovea predict m.safetensors " + root, NextUse.of(model, root));
  }
}
