package dev.fovea.project.report.detect;

import dev.fovea.project.report.Command;
import dev.fovea.project.report.Fact;
import java.util.List;

/**
 * What the page of a detector says in words.
 *
 * @param title what the model finds: "Blood cells: 3 classes"
 * @param summary one sentence: which model learned what, from how much, in what time
 * @param facts task, model, data, classes, recipe, seed, machine, time
 * @param notes sentences beneath the scores, without their full stops
 * @param broken a line for each file that was skipped: its name and why
 * @param next the commands to type next
 * @param reproduce the commands that repeat this run
 */
public record DetectWords(
    String title,
    String summary,
    List<Fact> facts,
    List<String> notes,
    List<String> broken,
    List<Command> next,
    List<Command> reproduce) {

  public DetectWords {
    facts = List.copyOf(facts);
    notes = List.copyOf(notes);
    broken = List.copyOf(broken);
    next = List.copyOf(next);
    reproduce = List.copyOf(reproduce);
  }
}
