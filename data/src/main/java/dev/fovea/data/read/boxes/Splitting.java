package dev.fovea.data.read.boxes;

import dev.fovea.data.Split;
import java.nio.file.Path;

/** The split of a file by the folders that it lies in below the root; train where none says it. */
final class Splitting {
  private Splitting() {}

  static Split of(Path root, Path file) {
    Path below = file.startsWith(root) ? root.relativize(file) : file;
    for (int i = 0; i + 1 < below.getNameCount(); i++) {
      var split = Split.of(below.getName(i).toString().replaceFirst("20\\d\\d$", ""));
      if (split.isPresent()) return split.get();
    }
    return Split.TRAIN;
  }
}
