package dev.fovea.cli;

import dev.fovea.data.read.Suffixes;
import dev.fovea.data.read.Walk;
import dev.fovea.project.Shell;
import java.nio.file.Files;
import java.nio.file.Path;

/** What to type next with a model that data have proved. */
final class NextUse {
  private NextUse() {}

  /** Answers for the pictures of the data; where these are a list alone, what the model is. */
  static String of(Path model, Path data) {
    return pictures(data)
        ? "fovea predict " + Shell.quoted(model) + " " + Shell.quoted(data)
        : "fovea info " + Shell.quoted(model);
  }

  private static boolean pictures(Path data) {
    return Files.isDirectory(data)
        ? !Walk.below(data).pictures().isEmpty()
        : Suffixes.picture(data.getFileName().toString());
  }
}
