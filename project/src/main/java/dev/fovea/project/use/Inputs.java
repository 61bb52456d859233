package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.data.read.Suffixes;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/**
 * The pictures that words of a command line mean: files, folders (with all below them) and globs
 * such as {@code photos/**.jpg}, in the order of the words.
 *
 * <p>A file that is named is taken whatever it is called; from a folder come the files that are
 * called like pictures, hidden ones left out. Folders are listed as they are reached, so that a
 * million files need no memory.
 */
public final class Inputs implements Iterator<Input>, AutoCloseable {
  private final List<Start> starts;
  private final ArrayDeque<FolderWalk> open = new ArrayDeque<>();
  private int reached;
  private Input next;

  /** A file, or a folder with what is wanted of it; {@code name} is what its names begin with. */
  private record Start(Path path, Path name, Predicate<Path> wanted) {}

  private Inputs(List<Start> starts) {
    this.starts = starts;
  }

  /**
   * Looks each word up.
   *
   * @throws DataException where one is no file, no folder and no glob, or may not be read
   */
  public static Inputs of(List<String> words) {
    var starts = new ArrayList<Start>();
    for (String word : words) starts.add(start(word, words.size() == 1));
    return new Inputs(starts);
  }

  private static Start start(String word, boolean alone) {
    Path path = Path.of(word);
    if (Files.isDirectory(path)) return new Start(path, below(path, alone), Inputs::picture);
    if (Files.exists(path)) {
      if (!Files.isReadable(path))
        throw new DataException(word + " may not be read; change its permissions");
      return new Start(path, relative(path), _ -> true);
    }
    int glob = firstGlob(word);
    if (glob < 0) throw new DataException(word + ": there is no such file or folder");
    Path folder = folderBefore(word, glob);
    if (!Files.isDirectory(folder))
      throw new DataException(word + ": there is no folder " + folder + " to look in");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + word);
    Predicate<Path> wanted = file -> matcher.matches(plain(word, file));
    return new Start(folder, below(folder, alone), wanted);
  }

  private static int firstGlob(String word) {
    for (int i = 0; i < word.length(); i++) if ("*?[{".indexOf(word.charAt(i)) >= 0) return i;
    return -1;
  }

  private static Path folderBefore(String word, int glob) {
    int slash = word.lastIndexOf('/', glob);
    if (slash < 0) return Path.of("");
    return Path.of(slash == 0 ? "/" : word.substring(0, slash));
  }

  /** The file as the glob would spell it. */
  private static Path plain(String glob, Path file) {
    return glob.startsWith("./") && !file.startsWith(".") ? Path.of(".").resolve(file) : file;
  }

  /** Names below a folder begin with nothing, or with its own name where there are several. */
  private static Path below(Path folder, boolean alone) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return alone || last == null ? Path.of("") : last;
  }

  /** A file as typed, or its last name where that leads elsewhere. */
  private static Path relative(Path file) {
    Path plain = file.normalize();
    return plain.isAbsolute() || plain.startsWith("..") ? file.getFileName() : plain;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (!open.isEmpty()) next = fromFolder();
      else if (reached == starts.size()) return false;
      else next = begin(starts.get(reached++));
    }
    return true;
  }

  private Input begin(Start start) {
    if (!Files.isDirectory(start.path())) return new Input(start.path(), start.name());
    open.push(new FolderWalk(start.path(), start.wanted()));
    return null;
  }

  private Input fromFolder() {
    FolderWalk walk = open.peek();
    if (walk.hasNext()) {
      Path file = walk.next();
      Start start = starts.get(reached - 1);
      return new Input(file, start.name().resolve(start.path().relativize(file)));
    }
    close();
    return null;
  }

  @Override
  public Input next() {
    if (!hasNext()) throw new NoSuchElementException("there are no more inputs");
    Input input = next;
    next = null;
    return input;
  }

  /** Stops listing folders. */
  @Override
  public void close() {
    try {
      while (!open.isEmpty()) open.pop().close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean picture(Path file) {
    return Suffixes.picture(file.getFileName().toString());
  }
}
