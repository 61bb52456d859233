package dev.fovea.data.read;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Pictures in a folder that say nothing of classes: all have one. */
final class Loose {
  private static final String CLASS = "picture";

  private Loose() {}

  /** Whether a folder holds pictures, and none of its folders does. */
  static boolean in(Path folder) {
    return Files.isDirectory(folder)
        && Walk.files(folder).stream().anyMatch(f -> Suffixes.picture(f.getFileName().toString()))
        && Walk.folders(folder).stream().allMatch(f -> Walk.below(f).pictures().isEmpty());
  }

  static Listing list(Path root) {
    var truth = new Truth.OneOf(0);
    List<Example> examples =
        Walk.below(root).pictures().stream().map(file -> example(root, file, truth)).toList();
    return new Listing(
        Datasets.WITHOUT_CLASSES,
        root,
        List.of(CLASS),
        false,
        Map.of(Split.TRAIN, examples),
        List.of());
  }

  /** A picture that is named by its path below the root. */
  static Example example(Path root, Path file, Truth truth) {
    Path below = root.relativize(file);
    return new Example(
        below.toString().replace(File.separatorChar, '/'), new FileSource(root, below), truth);
  }
}
