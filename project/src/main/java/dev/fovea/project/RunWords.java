package dev.fovea.project;

import dev.fovea.data.Counted;
import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.project.report.Command;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** What the page of a run says in words, whatever its task. */
record RunWords(Recipe recipe, RunFolder folder, Dataset data, List<EpochRow> rows) {

  String title() {
    return data.root().getFileName() + ": " + Counted.of(data.classes().size(), "class");
  }

  /**
   * @param validated pictures that the scores are on
   */
  String summary(int validated) {
    double seconds = rows.isEmpty() ? 0 : rows.getLast().seconds();
    return String.format(
        Locale.ROOT,
        "%s learned from %,d pictures in %s; scores are on %,d validation pictures.",
        recipe.model().name(),
        data.split(Split.TRAIN).size(),
        Time.words(seconds),
        validated);
  }

  List<Fact> facts() throws IOException {
    return List.of(
        new Fact("Task", recipe.task()),
        new Fact("Data", data.description()),
        new Fact("Path", recipe.data().path()),
        new Fact("Model", recipe.model().name()),
        new Fact(
            "Input",
            recipe.model().widthPx()
                + " x "
                + recipe.model().size()
                + " px, "
                + recipe.model().channels()
                + " channels"),
        new Fact(
            "Epochs",
            rows.size() + (recipe.train().time() == null ? " of " + recipe.train().epochs() : "")),
        new Fact("Seed", Long.toString(recipe.train().seed())),
        new Fact("Machine", Machine.words(recipe.train())),
        new Fact("Fovea", Version.of()),
        new Fact("Recipe", Files.readString(folder.recipe())));
  }

  /** A line for each file that was left out. */
  List<String> broken() throws IOException {
    if (!Files.exists(folder.broken())) return List.of();
    return Files.readAllLines(folder.broken()).stream().skip(1).toList();
  }

  List<Command> next() {
    return List.of(
        new Command(
            "fovea predict " + Shell.quoted(folder.best()) + " PICTURES",
            "answers for new pictures"),
        new Command(
            "fovea evaluate "
                + Shell.quoted(folder.best())
                + " --data "
                + Shell.quoted(recipe.data().path()),
            "scores on a data set"));
  }

  List<Command> reproduce() {
    return List.of(
        new Command(
            "fovea train %s --recipe ".formatted(recipe.task()) + Shell.quoted(folder.recipe()),
            "the same run in a new folder"));
  }
}
