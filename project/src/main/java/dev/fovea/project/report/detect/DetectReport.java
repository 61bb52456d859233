package dev.fovea.project.report.detect;

import dev.fovea.project.report.Headline;
import dev.fovea.project.report.Plot;
import dev.fovea.torch.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that the page of a detector says.
 *
 * @param headlines the scores, the leading one first; may be empty
 * @param classes one line a class; may be empty
 * @param confidence where the mean F1 is highest; NaN where nothing had to be found
 * @param learning loss, its parts, scores, learning rate
 * @param sureness precision, recall and F1 against recall or confidence
 * @param confusion the confusion matrix with a background, or a lost picture
 * @param faults one sentence: how much was missed, how many false alarms and why
 * @param pairs some validation pictures, truth and answers
 * @param hardest the validation pictures of the most faults
 * @param labels what the boxes of the training pictures are like
 * @param training the sheet of augmented training pictures, or a lost picture
 */
public record DetectReport(
    DetectWords words,
    List<Headline> headlines,
    List<BoxClassLine> classes,
    double confidence,
    List<Plot> learning,
    List<Plot> sureness,
    Plot confusion,
    String faults,
    List<Pair> pairs,
    List<Looked> hardest,
    List<Plot> labels,
    Plot training) {

  public DetectReport {
    headlines = List.copyOf(headlines);
    classes = List.copyOf(classes);
    learning = List.copyOf(learning);
    sureness = List.copyOf(sureness);
    pairs = List.copyOf(pairs);
    hardest = List.copyOf(hardest);
    labels = List.copyOf(labels);
  }

  /** Writes the page as a whole: one file that needs no other and no network. */
  public void write(Path file) {
    AtomicFile.write(file, DetectPage.of(this));
  }
}
