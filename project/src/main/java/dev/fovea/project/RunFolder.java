package dev.fovea.project;

import dev.fovea.torch.file.AtomicFile;
import dev.fovea.train.State;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The files that a run leaves.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  private static final int MOST_RUNS = 100_000;

  /** Refuses a folder that holds a run already. */
  public static RunFolder free(Path path) {
    var folder = new RunFolder(path);
    if (Files.exists(folder.recipe()) || State.in(path))
      throw new RecipeException(
          path
              + " holds a run already; go on with `fovea train --resume "
              + path
              + "`, or say another --out");
    return folder;
  }

  /** A new folder for a run, made and writable. */
  public static RunFolder create(Path path) {
    RunFolder folder = free(path);
    try {
      Files.createDirectories(path);
      Path probe = Files.createTempFile(path, ".fovea", ".probe");
      Files.delete(probe);
    } catch (AccessDeniedException e) {
      throw new RecipeException("no permission to write into " + path + "; say another --out", e);
    } catch (IOException e) {
      throw new RecipeException(
          "cannot write into " + path + " (" + reason(e) + "); say another --out", e);
    }
    return folder;
  }

  /** What the system says: the message of a file error is often the path alone. */
  private static String reason(IOException e) {
    boolean named = e instanceof FileSystemException f && f.getReason() != null;
    return named ? ((FileSystemException) e).getReason() : e.getClass().getSimpleName();
  }

  /** The folder of an earlier run. */
  public static RunFolder open(Path path) {
    var folder = new RunFolder(path);
    if (!Files.isDirectory(path)) throw new RecipeException(path + " is no folder of a run");
    if (!Files.exists(folder.recipe()))
      throw new RecipeException(path + " holds no recipe.yaml, so it is no folder of a run");
    for (Path file :
        List.of(folder.recipe(), folder.best(), folder.last(), folder.metrics(), folder.broken()))
      AtomicFile.sweep(file); // what a kill in the middle of a write left
    return folder;
  }

  /** The first free of {@code runs/classify-1}, {@code runs/classify-2} ... in a folder. */
  public static Path next(Path parent, String task) {
    for (int n = 1; n < MOST_RUNS; n++) {
      Path path = parent.resolve(String.format(Locale.ROOT, "%s-%d", task, n));
      if (!Files.exists(path)) return path;
    }
    throw new RecipeException(parent + " holds too many runs; say --out");
  }

  public Path recipe() {
    return path.resolve("recipe.yaml");
  }

  /** The graph of a network that no family of the zoo draws; not there for those of the zoo. */
  public Path network() {
    return path.resolve("network.json");
  }

  public Path split() {
    return path.resolve("split.csv");
  }

  public Path broken() {
    return path.resolve("broken.csv");
  }

  /** A run that ended learns more: the scores of that end are no longer those of its model. */
  void goesOn() {
    try {
      Files.deleteIfExists(metrics());
    } catch (IOException e) {
      throw new RecipeException("cannot write into " + path + " (" + reason(e) + ")", e);
    }
  }

  /** The answers for each validation picture. */
  public Path validation() {
    return path.resolve("validation.csv");
  }

  public Path log() {
    return path.resolve("log.csv");
  }

  public Path metrics() {
    return path.resolve("metrics.json");
  }

  public Path best() {
    return path.resolve("best.safetensors");
  }

  public Path last() {
    return path.resolve("last.safetensors");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  /** A picture of the run, e.g. {@code confusion.png}. */
  public Path picture(String name) {
    return path.resolve(name + ".png");
  }
}
