package dev.fovea.image.codec;

import dev.fovea.image.ImageException;
import dev.fovea.image.ImageException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files, with one sentence for each way in which that fails. */
public final class Files {
  /** No picture file within any sensible pixel limit is larger. */
  private static final long MOST_BYTES = 1L << 30;

  private Files() {}

  /** The first bytes of a file, at most {@code most}. */
  static byte[] start(Path file, int most) {
    return read(file, most);
  }

  /** The whole file. */
  public static byte[] all(Path file) {
    return read(file, Integer.MAX_VALUE);
  }

  private static byte[] read(Path file, int most) {
    if (java.nio.file.Files.isDirectory(file)) {
      throw new ImageException(Kind.UNREADABLE, file + " is a folder; name a picture file in it");
    }
    if (java.nio.file.Files.exists(file) && !java.nio.file.Files.isRegularFile(file)) {
      throw new ImageException(
          Kind.UNREADABLE, file + " is a pipe or a device; name a picture file");
    }
    try (var in = java.nio.file.Files.newInputStream(file)) {
      if (most == Integer.MAX_VALUE && java.nio.file.Files.size(file) > MOST_BYTES) {
        throw new ImageException(
            Kind.TOO_LARGE,
            file
                + " has "
                + java.nio.file.Files.size(file)
                + " bytes; picture files up to 1 GiB are read");
      }
      return most == Integer.MAX_VALUE ? in.readAllBytes() : in.readNBytes(most);
    } catch (NoSuchFileException e) {
      throw new ImageException(Kind.UNREADABLE, file + " does not exist; check the path", e);
    } catch (AccessDeniedException e) {
      throw new ImageException(
          Kind.UNREADABLE, file + " may not be read; check its permissions", e);
    } catch (IOException e) {
      throw new ImageException(Kind.UNREADABLE, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
