package dev.fovea.project.report;

import dev.fovea.torch.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that report.html says about a run.
 *
 * @param title what the model tells apart: "Fruit and vegetables: 14 classes"
 * @param summary one sentence: which model learned what, from how much, in what time
 * @param facts task, model, data, classes, recipe, seed, machine, time
 * @param headlines the scores, the leading one first; may be empty
 * @param notes sentences beneath the scores: how the model answers, and what chose that
 * @param classes one line a class; may be empty
 * @param curves loss, scores, learning rate
 * @param confusion the confusion matrix, or a lost picture
 * @param reliability the probabilities beside what came true, or a lost picture
 * @param training the sheet of augmented training images, or a lost picture
 * @param worst the hardest validation images, worst first
 * @param broken a line for each file that was skipped: its name and why
 * @param next the commands to type next
 * @param reproduce the commands that repeat this run
 */
public record Report(
    String title,
    String summary,
    List<Fact> facts,
    List<Headline> headlines,
    List<String> notes,
    List<ClassLine> classes,
    List<Plot> curves,
    Plot confusion,
    Plot reliability,
    Plot training,
    List<Mistake> worst,
    List<String> broken,
    List<Command> next,
    List<Command> reproduce) {

  public Report {
    facts = List.copyOf(facts);
    headlines = List.copyOf(headlines);
    notes = List.copyOf(notes);
    classes = List.copyOf(classes);
    curves = List.copyOf(curves);
    worst = List.copyOf(worst);
    broken = List.copyOf(broken);
    next = List.copyOf(next);
    reproduce = List.copyOf(reproduce);
  }

  /** Writes the page as a whole: one file that needs no other and no network. */
  public void write(Path file) {
    AtomicFile.write(file, ReportHtml.of(this));
  }
}
