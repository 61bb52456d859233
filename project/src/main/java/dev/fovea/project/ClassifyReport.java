package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.project.report.ClassLine;
import dev.fovea.project.report.Command;
import dev.fovea.project.report.ConfusionPlot;
import dev.fovea.project.report.Curves;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Fact;
import dev.fovea.project.report.Headline;
import dev.fovea.project.report.Judged;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Plot;
import dev.fovea.project.report.ReliabilityPlot;
import dev.fovea.project.report.Report;
import dev.fovea.project.report.Sheets;
import dev.fovea.task.classify.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Everything of a run that is for looking at: plots, sheets and the page that holds them. */
record ClassifyReport(
    Recipe recipe, RunFolder folder, Dataset data, Calibrated calibrated, List<EpochRow> rows) {
  private static final int WORST = 25;

  void write() throws IOException {
    Plot loss = plot("loss", Curves.loss(rows), "Loss by epoch");
    Plot scores = plot("scores", Curves.scores(leading()), "Validation scores by epoch");
    Plot rate = plot("rate", Curves.learningRate(rows), "Learning rate by epoch");
    Plot confusion =
        data.multiLabel()
            ? new Plot(
                Picture.lost("with several labels a picture there is no confusion matrix"), "")
            : plot(
                "confusion",
                ConfusionPlot.of(
                    data.classes().names(), evaluation().scores().confusion().counts()),
                "Rows: the truth; columns: the answer");
    Plot reliability =
        plot(
            "reliability",
            ReliabilityPlot.of(calibrated.before(), evaluation().scores().calibration()),
            "Below the line the network is surer than it may be; the larger a point, the more"
                + " answers");
    List<Judged> worst = worst();
    plot("worst", Sheets.worst(worst), "");
    new Report(
            title(),
            summary(),
            facts(),
            Headline.all(evaluation().scores(), recipe.train().metric()),
            calibrated.sentences(),
            classes(),
            List.of(loss, scores, rate),
            confusion,
            reliability,
            new Plot(file("training"), "Training pictures as the network sees them, augmented"),
            worst.stream().map(Judged::mistake).toList(),
            broken(),
            List.of(
                new Command(
                    "fovea predict " + Shell.quoted(folder.best()) + " PICTURES",
                    "answers for new pictures"),
                new Command(
                    "fovea evaluate "
                        + Shell.quoted(folder.best())
                        + " --data "
                        + Shell.quoted(recipe.data().path()),
                    "scores on a data set")),
            List.of(
                new Command(
                    "fovea train classify --recipe " + Shell.quoted(folder.recipe()),
                    "the same run in a new folder")))
        .write(folder.report());
  }

  private Evaluation evaluation() {
    return calibrated.evaluation();
  }

  /** The log with the scores that lead alone: all of them in one plot are a tangle. */
  private List<EpochRow> leading() {
    return rows.stream()
        .map(row -> {
          var scores = new LinkedHashMap<>(row.valScores());
          scores.keySet().retainAll(evaluation().scores().intervals().keySet());
          return row.withValScores(scores);
        })
        .toList();
  }

  private Plot plot(String name, Picture picture, String caption) {
    var _ = picture.write(folder.picture(name));
    return new Plot(picture, caption);
  }

  private Picture file(String name) throws IOException {
    return Files.exists(folder.picture(name))
        ? Picture.of(Files.readAllBytes(folder.picture(name)))
        : Picture.lost("there is no " + folder.picture(name).getFileName());
  }

  /** The worst validation pictures, whatever of them can still be read. */
  private List<Judged> worst() {
    var worst = new ArrayList<Judged>();
    for (Evaluation.Verdict verdict : evaluation().worst(WORST))
      worst.add(
          new Judged(
              verdict.example().source().image(),
              verdict.example().id(),
              Names.of(data.classes(), verdict.truth()),
              Names.of(data.classes(), verdict.answer()),
              verdict.confidence()));
    return worst;
  }

  private String title() {
    return data.root().getFileName() + ": " + data.classes().size() + " classes";
  }

  private String summary() {
    double seconds = rows.isEmpty() ? 0 : rows.getLast().seconds();
    return String.format(
        Locale.ROOT,
        "%s learned from %,d pictures in %s; scores are on %,d validation pictures.",
        recipe.model().name(),
        data.split(Split.TRAIN).size(),
        Time.words(seconds),
        evaluation().scores().examples());
  }

  private List<Fact> facts() throws IOException {
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

  private List<ClassLine> classes() {
    return evaluation().scores().rows().stream()
        .map(row ->
            new ClassLine(
                data.classes().name(row.label()),
                row.precision(),
                row.recall(),
                row.f1(),
                row.support(),
                row.auroc()))
        .toList();
  }

  private List<String> broken() throws IOException {
    if (!Files.exists(folder.broken())) return List.of();
    return Files.readAllLines(folder.broken()).stream().skip(1).toList();
  }
}
