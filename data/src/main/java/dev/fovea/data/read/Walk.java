package dev.fovea.data.read;

import dev.fovea.data.DataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists the pictures and other files below a folder, sorted by name. Links are followed, each
 * folder is entered once (so that links in a circle end); hidden files and folders are passed over.
 */
public final class Walk extends SimpleFileVisitor<Path> {
  private final List<Path> pictures = new ArrayList<>();
  private final Set<Object> entered = new HashSet<>();
  private final List<Path> rest = new ArrayList<>();
  private int others;

  private Walk() {}

  /**
   * What is below a folder.
   *
   * @param pictures by their names
   * @param rest the other regular files
   * @param others how many there are that are no pictures, pipes and the like included
   */
  public record Found(List<Path> pictures, List<Path> rest, int others) {}

  /** Everything below a folder that is not hidden. */
  public static Found below(Path folder) {
    var walk = new Walk();
    try {
      var links = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
      Files.walkFileTree(folder, links, Integer.MAX_VALUE, walk);
    } catch (AccessDeniedException e) {
      throw new DataException(folder + ": may not be listed; change its permissions", e);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + reason(e), e);
    }
    walk.pictures.sort(Walk::byName);
    walk.rest.sort(Walk::byName);
    return new Found(walk.pictures, walk.rest, walk.others);
  }

  /** The folders in a folder that are not hidden, sorted by name. */
  public static List<Path> folders(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(f -> !hidden(f) && Files.isDirectory(f)).sorted(Walk::byName).toList();
    } catch (AccessDeniedException e) {
      throw new DataException(folder + ": may not be listed; change its permissions", e);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + reason(e), e);
    }
  }

  /** The files in a folder that are not hidden, sorted by name. */
  public static List<Path> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(f -> !hidden(f) && Files.isRegularFile(f)).sorted(Walk::byName).toList();
    } catch (AccessDeniedException e) {
      throw new DataException(folder + ": may not be listed; change its permissions", e);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + reason(e), e);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean root = entered.isEmpty();
    Object key = attributes.fileKey() == null ? folder : attributes.fileKey();
    return entered.add(key) && (root || !hidden(folder))
        ? FileVisitResult.CONTINUE
        : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (hidden(file)) return FileVisitResult.CONTINUE;
    boolean picture = Suffixes.picture(file.getFileName().toString());
    if (picture && !attributes.isOther()) pictures.add(file); // no pipes, no devices
    else others++;
    if (!picture && attributes.isRegularFile()) rest.add(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    if (e instanceof FileSystemLoopException || e instanceof NoSuchFileException)
      return FileVisitResult.CONTINUE; // a link in a circle, or gone since it was listed
    if (e instanceof AccessDeniedException)
      throw new DataException(file + ": may not be read; change its permissions or move it", e);
    throw new DataException(file + ": cannot be listed: " + reason(e), e);
  }

  private static String reason(IOException e) {
    boolean said = e instanceof FileSystemException f && f.getReason() != null;
    return said ? ((FileSystemException) e).getReason() : e.getClass().getSimpleName();
  }

  private static boolean hidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static int byName(Path one, Path other) {
    return one.toString().compareTo(other.toString());
  }
}
