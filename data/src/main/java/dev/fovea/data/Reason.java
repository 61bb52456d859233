package dev.fovea.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file or folder cannot be read or written, in a few words that do not name it again. */
public final class Reason {
  private Reason() {}

  /** The words. */
  public static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "no permission";
      case NoSuchFileException f -> missing(Path.of(f.getFile()));
      case FileAlreadyExistsException f -> f.getFile() + " is in the way";
      case NotDirectoryException f -> f.getFile() + " is no folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static String missing(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null || Files.exists(folder)
        ? "it is not there"
        : "there is no folder " + folder;
  }
}
