package dev.fovea.project.report.detect;

import dev.fovea.data.Thing;
import dev.fovea.image.Classes;
import dev.fovea.project.report.ConfusionPlot;
import dev.fovea.project.report.Curves;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Headline;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Plot;
import dev.fovea.task.detect.DetectEvaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What is known of a trained detector; {@link #draw} makes all that is to look at of it.
 *
 * @param evaluation of the validation pictures
 * @param leading the score that the best model was chosen by, first on the page
 * @param labels of the training pictures
 * @param rows of log.csv
 */
public record DetectRun(
    Classes classes,
    DetectEvaluation evaluation,
    String leading,
    LabelStats labels,
    List<EpochRow> rows) {
  /** Those of the page in their order, behind the leading one. */
  private static final List<String> HEADLINES =
      List.of(
          "map50",
          "map",
          "map75",
          "map_small",
          "map_medium",
          "map_large",
          "mar100",
          "f1",
          "precision",
          "recall");

  public DetectRun {
    rows = List.copyOf(rows);
  }

  /**
   * Writes the plots and sheets into a folder, each as a PNG file, and answers with the page, which
   * is yet to be written. The sheet of training pictures is taken as {@code training.png} lies
   * there.
   */
  public DetectReport draw(Path folder, DetectWords words) {
    var draw = new Drawing(folder);
    var curves = evaluation.curves();
    var sureness = new CurvePlots(classes, curves);
    double confidence = evaluation.confidence();
    List<Answered> validation = Answered.of(evaluation.outputs());
    List<Pair> pairs = Beside.of(validation, confidence, classes);
    List<Looked> hardest = Hardest.of(validation, confidence, classes);
    draw.plot("labels", LabelPlots.all(labels), "");
    draw.plot("validation", Beside.sheet(pairs), "");
    draw.plot("worst", Hardest.sheet(hardest), "");
    return new DetectReport(
        words,
        headlines(),
        BoxClassLine.of(classes, evaluation.scores(), curves, withClass(validation)),
        curves.best().confidence(),
        List.of(
            draw.plot("loss", Curves.loss(rows), "The whole loss by epoch."),
            draw.plot("parts", Curves.parts(rows), "What it is the sum of."),
            draw.plot("scores", Curves.scores(scored()), "Validation scores by epoch."),
            draw.plot("rate", Curves.learningRate(rows), "Learning rate by epoch.")),
        List.of(
            draw.plot(
                "pr",
                sureness.precisionAtRecall(),
                "How right the answers are when so much is found. The area below a line is"
                    + " AP50."),
            draw.plot("f1", sureness.f1(), "Precision and recall in one, from each confidence on."),
            draw.plot("precision", sureness.precision(), "Of the answers, how many are right."),
            draw.plot("recall", sureness.recall(), "Of the things, how many are found.")),
        draw.plot(
            "confusion",
            ConfusionPlot.of(withBackground(), evaluation.confusion().counts()),
            "Rows: the truth; columns: the answer. The last column counts what was missed, the last"
                + " row answers where nothing is."),
        FaultCounts.of(validation, confidence, classes).words(),
        pairs,
        hardest,
        labelPlots(),
        new Plot(draw.found("training"), "Training pictures as the network sees them, augmented"));
  }

  private List<String> withBackground() {
    var names = new ArrayList<>(classes.names());
    names.add("background");
    return names;
  }

  private List<Plot> labelPlots() {
    long all = Math.max(1, labels.all());
    return List.of(
        new Plot(LabelPlots.boxes(labels), "Classes of few boxes are learned badly."),
        new Plot(
            LabelPlots.together(labels),
            "Pictures without boxes teach what is not to be answered."),
        new Plot(LabelPlots.places(labels), "Where nothing ever is, little will be found."),
        new Plot(
            LabelPlots.shapes(labels),
            "%d %% of the boxes are small (up to 32 × 32 px), %d %% medium, %d %% large (from 96 ×"
                    .formatted(
                        Math.round(100.0 * labels.sizes()[0] / all),
                        Math.round(100.0 * labels.sizes()[1] / all),
                        Math.round(100.0 * labels.sizes()[2] / all))
                + " 96 px), in pixels of the pictures as they are."));
  }

  private long[] withClass(List<Answered> validation) {
    var counts = new long[classes.size()];
    for (Answered picture : validation)
      picture.things().stream()
          .filter(thing -> !thing.crowd())
          .mapToInt(Thing::label)
          .distinct()
          .forEach(label -> counts[label]++);
    return counts;
  }

  /** The leading score, COCO's, and those of the chosen confidence. */
  private List<Headline> headlines() {
    var every = new LinkedHashMap<String, Headline>();
    Headline.every(evaluation.scores(), evaluation.answering())
        .forEach(headline -> every.put(headline.name(), headline));
    var names = new LinkedHashSet<String>();
    names.add(leading);
    names.addAll(HEADLINES);
    return names.stream().filter(every::containsKey).map(every::get).toList();
  }

  /** The log with the scores that lead alone: twelve in one plot are a tangle. */
  private List<EpochRow> scored() {
    var shown = List.of(leading, "map50", "map");
    return rows.stream()
        .map(row -> {
          var some = new LinkedHashMap<String, Double>();
          for (Map.Entry<String, Double> score : row.valScores().entrySet())
            if (shown.contains(score.getKey())) some.put(score.getKey(), score.getValue());
          return row.withValScores(some);
        })
        .toList();
  }

  /** Keeps every plot as a file, too. */
  private record Drawing(Path folder) {
    Plot plot(String name, Picture picture, String caption) {
      var _ = picture.write(file(name));
      return new Plot(picture, caption);
    }

    Picture found(String name) {
      try {
        return Files.exists(file(name))
            ? Picture.of(Files.readAllBytes(file(name)))
            : Picture.lost("there is no " + file(name).getFileName());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Path file(String name) {
      return folder.resolve(name + ".png");
    }
  }
}
