package dev.fovea.project.study;

import dev.fovea.project.Recipe;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Time;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.LogCsv;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;

/**
 * How far one trial of a search has come, read from its folder.
 *
 * @param recipe with what was left open chosen, once the trial has begun
 * @param rows one an epoch
 * @param finished whether it came to its own end
 * @param diverged whether its loss stopped being a number, which ends it
 */
public record Trial(
    Member member,
    RunFolder folder,
    Recipe recipe,
    List<EpochRow> rows,
    boolean finished,
    boolean diverged) {
  /** By the best score; of equals those that came to their end. */
  static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingDouble((Trial trial) -> -trial.score())
          .thenComparing(trial -> !trial.finished());

  private static final String DIVERGED = "diverged.txt";

  public Trial {
    rows = List.copyOf(rows);
  }

  static Trial read(StudyFolder study, Member member) {
    RunFolder folder = study.run(member);
    try {
      return new Trial(
          member,
          folder,
          Files.exists(folder.recipe()) ? Recipe.read(folder.recipe()) : member.recipe(),
          Files.exists(folder.log()) ? LogCsv.read(folder.log()) : List.of(),
          FinishedRun.in(folder),
          diverged(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a trial in this folder is out because its training diverged. */
  public static boolean diverged(RunFolder folder) {
    return Files.exists(folder.path().resolve(DIVERGED));
  }

  /** Keeps why it diverged, so that it is not tried again. */
  static void lose(RunFolder folder, String why) {
    AtomicFile.write(folder.path().resolve(DIVERGED), why + "\n");
  }

  public String name() {
    return member.name();
  }

  /** What became of it, in a few words: {@code 2 of 15 epochs}. */
  public String fate() {
    String of = recipe.train().time() == null ? " of " + recipe.train().epochs() : "";
    return rows.size() + of + (diverged ? ", diverged" : "");
  }

  /** Seconds of training, validation included. */
  public double seconds() {
    return rows.isEmpty() ? 0 : rows.getLast().seconds();
  }

  /** How much of a whole run lies behind an epoch, 0 to 1: by epochs, or by the clock. */
  static double progress(Recipe recipe, int epoch, double seconds) {
    return recipe.train().time() == null
        ? (double) epoch / recipe.train().epochs()
        : seconds / Time.of(recipe.train().time()).toSeconds();
  }

  /** Whether it can be judged at this share of a run. */
  boolean counts(double share) {
    return finished || rows.stream().anyMatch(row -> behind(row) >= share);
  }

  /** Its best score up to the first epoch at this share of a run; least where it has none. */
  double score(double share) {
    double best = Double.NEGATIVE_INFINITY;
    for (EpochRow row : rows) {
      double score = row.valScores().getOrDefault(recipe.train().metric(), Double.NaN);
      if (score > best) best = score;
      if (behind(row) >= share) break;
    }
    return best;
  }

  /** The best score of all; least where it has none, or diverged. */
  public double score() {
    return diverged ? Double.NEGATIVE_INFINITY : score(Double.POSITIVE_INFINITY);
  }

  private double behind(EpochRow row) {
    return progress(recipe, row.epoch(), row.seconds());
  }
}
