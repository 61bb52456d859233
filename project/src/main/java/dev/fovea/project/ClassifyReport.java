package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.project.report.ClassLine;
import dev.fovea.project.report.ConfusionPlot;
import dev.fovea.project.report.Curves;
import dev.fovea.project.report.EpochRow;
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

/** Everything of a run that is for looking at: plots, sheets and the page that holds them. */
record ClassifyReport(
    Recipe recipe, RunFolder folder, Dataset data, Calibrated calibrated, List<EpochRow> rows) {
  private static final int WORST = 25;

  void write() throws IOException {
    var words = new RunWords(recipe, folder, data, rows);
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
            words.title(),
            words.summary(evaluation().scores().examples()),
            words.facts(),
            Headline.all(evaluation().scores(), recipe.train().metric()),
            calibrated.sentences(),
            classes(),
            List.of(loss, scores, rate),
            confusion,
            reliability,
            new Plot(file("training"), "Training pictures as the network sees them, augmented"),
            worst.stream().map(Judged::mistake).toList(),
            words.broken(),
            words.next(),
            words.reproduce())
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
}
