package dev.fovea.project.use;

import dev.fovea.graph.Spelling;
import dev.fovea.image.Classes;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import java.util.ArrayList;

/**
 * A threshold set by hand: from this probability on a class is answered.
 *
 * @param name of the class
 * @param probability above 0, at most 1
 */
public record ClassThreshold(String name, double probability) {
  public ClassThreshold {
    if (name.isBlank() || !(probability > 0 && probability <= 1))
      throw refused(name + "=" + probability);
  }

  /**
   * Reads {@code scratch=0.3}.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static ClassThreshold of(String word) {
    int at = word.lastIndexOf('=');
    double number;
    try {
      number = Double.parseDouble(word.substring(at + 1));
    } catch (NumberFormatException _) {
      number = Double.NaN;
    }
    if (at < 1 || !(number > 0 && number <= 1)) throw refused(word);
    return new ClassThreshold(word.substring(0, at), number);
  }

  private static IllegalArgumentException refused(String word) {
    return new IllegalArgumentException(
        "expects CLASS=P, a class and the probability above 0 and at most 1 from which on it is"
            + " answered, such as scratch=0.3, got "
            + word);
  }

  /**
   * The postprocess with that threshold.
   *
   * @throws ModelException where the model has no such class, or one that has no threshold
   */
  ClassifyPostprocess of(ClassifyPostprocess kept, Classes classes) {
    int label = classes.find(name);
    if (label < 0)
      throw new ModelException(
          "the model has no class %s; it has %s%s"
              .formatted(
                  name, String.join(", ", classes.names()), Spelling.hint(name, classes.names())));
    if (kept.decision() instanceof Decision.Each each) {
      var thresholds = new ArrayList<>(each.thresholds());
      thresholds.set(label, probability);
      return kept.withDecision(new Decision.Each(thresholds));
    }
    if (classes.size() != 2)
      throw new ModelException(
          "the model answers the most probable of %d classes, and so %s has no threshold; one can"
                  .formatted(classes.size(), name)
              + " be set where there are two classes, or several labels a picture");
    return kept.withDecision(new Decision.Positive(label, probability));
  }
}
