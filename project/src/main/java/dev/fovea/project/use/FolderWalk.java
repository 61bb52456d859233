package dev.fovea.project.use;

import dev.fovea.data.DataException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The wanted files below a folder, one at a time. Names come sorted; of a folder with more than
 * {@value #RUN} entries, that many at a time are. Links are followed and each folder is entered
 * once, so that links in a circle end; hidden files and folders are passed over.
 */
final class FolderWalk implements Iterator<Path>, AutoCloseable {
  private static final int RUN = 10_000;

  private final Predicate<Path> wanted;
  private final ArrayDeque<Level> levels = new ArrayDeque<>();
  private final Set<Object> entered = new HashSet<>();
  private Path next;

  /** An open folder and its entries that were read and not yet handed out. */
  private static final class Level {
    final DirectoryStream<Path> stream;
    final Iterator<Path> rest;
    Iterator<Path> run = List.<Path>of().iterator();

    Level(DirectoryStream<Path> stream) {
      this.stream = stream;
      this.rest = stream.iterator();
    }

    boolean hasNext() {
      if (run.hasNext()) return true;
      var some = new ArrayList<Path>();
      while (some.size() < RUN && rest.hasNext()) some.add(rest.next());
      some.sort((one, other) -> one.toString().compareTo(other.toString()));
      run = some.iterator();
      return run.hasNext();
    }
  }

  FolderWalk(Path folder, Predicate<Path> wanted) {
    this.wanted = wanted;
    enter(folder);
  }

  @Override
  public boolean hasNext() {
    while (next == null && !levels.isEmpty()) {
      Level level = levels.peek();
      try {
        if (level.hasNext()) look(level.run.next());
        else levels.pop().stream.close();
      } catch (IOException | DirectoryIteratorException e) {
        throw new DataException("a folder cannot be listed: " + e.getMessage(), e);
      }
    }
    return next != null;
  }

  @Override
  public Path next() {
    if (!hasNext()) throw new NoSuchElementException("there are no more files");
    Path file = next;
    next = null;
    return file;
  }

  private void look(Path path) {
    if (path.getFileName().toString().startsWith(".")) return;
    if (Files.isDirectory(path)) enter(path);
    else if (wanted.test(path)) next = path;
  }

  @SuppressWarnings("StreamResourceLeak") // the levels are closed when they end, or by close
  private void enter(Path folder) {
    try {
      Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
      if (entered.add(key == null ? folder.toRealPath() : key))
        levels.push(new Level(Files.newDirectoryStream(folder)));
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed; check its permissions", e);
    }
  }

  @Override
  public void close() throws IOException {
    while (!levels.isEmpty()) levels.pop().stream.close();
  }
}
