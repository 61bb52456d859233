package dev.fovea.data;

import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small picture files for tests. */
public final class PictureFiles {
  private PictureFiles() {}

  /** PNGs of 12 x 10 px, different from each other. */
  public static void write(Path root, String... names) {
    for (String name : names) {
      var dice = Dice.of(name.hashCode());
      var samples = new byte[12 * 10 * 3];
      for (int i = 0; i < samples.length; i++) samples[i] = (byte) dice.below(256);
      bytes(root.resolve(name), Encode.png(Image.of8(12, 10, 3, samples)));
    }
  }

  /** A file with this text. */
  public static Path text(Path file, String text) {
    return bytes(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** A file with this content; its folder is made. */
  public static Path bytes(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
