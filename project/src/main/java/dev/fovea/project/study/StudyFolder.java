package dev.fovea.project.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RecipeYaml;
import dev.fovea.project.RunFolder;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a study leaves beside the folders of its runs.
 *
 * @param path of the folder
 */
public record StudyFolder(Path path) {
  /**
   * What study.yaml holds.
   *
   * @param version of this format
   * @param kind {@code folds}, {@code seeds} or {@code tune}
   * @param count of runs
   * @param search what a search draws from, all of it
   */
  record Asked(int version, String kind, int count, List<String> search, Recipe recipe) {
    Asked {
      search = search == null ? List.of() : List.copyOf(search);
    }
  }

  private static final int VERSION = 1;

  /** The last part of its path, for people. */
  String name() {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /** Whether a folder holds a study. */
  public static boolean in(Path path) {
    return Files.exists(new StudyFolder(path).study());
  }

  static StudyFolder create(Path path, Plan plan, Recipe recipe) {
    var folder = new StudyFolder(path);
    if (in(path))
      throw new RecipeException(
          path
              + " holds a study already; go on with `fovea train --resume "
              + path
              + "`, or say another --out");
    var _ = RunFolder.create(path);
    try {
      var asked = new Asked(VERSION, plan.word(), plan.count(), plan.ranges(), recipe);
      AtomicFile.write(folder.study(), RecipeYaml.mapper().writeValueAsString(asked));
    } catch (JsonProcessingException e) {
      throw new RecipeException(folder.study() + " cannot be written: " + e.getMessage(), e);
    }
    return folder;
  }

  Plan plan() {
    Asked asked = asked();
    return Plan.of(asked.kind, asked.count, asked.search);
  }

  /** The recipe of all runs. */
  public Recipe recipe() {
    return asked().recipe;
  }

  private Asked asked() {
    try {
      Asked asked = RecipeYaml.mapper().readValue(study().toFile(), Asked.class);
      if (asked.version != VERSION)
        throw new RecipeException(
            study() + " is of version " + asked.version + ", this Fovea reads version " + VERSION);
      return asked;
    } catch (JsonProcessingException e) {
      throw new RecipeException(
          study() + " cannot be read: " + e.getOriginalMessage() + "; was it edited?", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path study() {
    return path.resolve("study.yaml");
  }

  /** The folder of one run. */
  public RunFolder run(Member member) {
    return new RunFolder(path.resolve(member.name()));
  }

  public Path metrics() {
    return path.resolve("metrics.json");
  }

  /** One row a run, one column a score. */
  public Path table() {
    return path.resolve("table.csv");
  }

  /** The model of a search's winner. */
  public Path best() {
    return new RunFolder(path).best();
  }

  /** The recipe of a search's winner, with nothing left open. */
  public Path bestRecipe() {
    return new RunFolder(path).recipe();
  }

  public Path report() {
    return path.resolve("report.html");
  }

  /** The curves of all runs. */
  public Path curves() {
    return path.resolve("scores.png");
  }
}
