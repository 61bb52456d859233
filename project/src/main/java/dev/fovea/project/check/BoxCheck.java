package dev.fovea.project.check;

import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.read.boxes.BoxData;
import dev.fovea.data.read.boxes.Flaw;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is said of boxes.
 *
 * @param flaws of boxes and of pictures, in the order of the files
 * @param boxes that are in the data set, crowds included
 * @param empty pictures in which nothing is
 * @param sizes empty where there is no box on a picture that can be decoded
 */
public record BoxCheck(
    List<Flaw> flaws, int boxes, int crowds, int empty, Optional<BoxSizes> sizes) {

  /**
   * @param sizePx at which a detector is to see pictures, 0 where that is open
   */
  static BoxCheck of(BoxData data, Survey survey, int sizePx) {
    int boxes = 0;
    int crowds = 0;
    int empty = 0;
    for (Example example : survey.examples()) {
      List<Thing> things = ((Truth.Objects) example.truth()).things();
      boxes += things.size();
      if (things.isEmpty()) empty++;
      for (Thing thing : things) if (thing.crowd()) crowds++;
    }
    return new BoxCheck(data.flaws(), boxes, crowds, empty, BoxSizes.of(survey, sizePx));
  }

  /** How many flaws there are of each kind that there is. */
  public Map<Flaw.Kind, Integer> counts() {
    var counts = new EnumMap<Flaw.Kind, Integer>(Flaw.Kind.class);
    for (Flaw flaw : flaws) counts.merge(flaw.kind(), 1, Integer::sum);
    return counts;
  }

  /** Whether a warning of the data set tells of these flaws. */
  boolean says(String warning) {
    return counts().entrySet().stream()
        .anyMatch(kind -> warning.startsWith(kind.getKey().words(kind.getValue())));
  }

  void metrics(SequencedMap<String, Double> all) {
    all.put("boxes", (double) boxes);
    all.put("crowds", (double) crowds);
    all.put("pictures_without_boxes", (double) empty);
    counts()
        .forEach((kind, count) ->
            all.put("flaw_" + kind.name().toLowerCase(Locale.ROOT), (double) count));
    sizes.ifPresent(s -> s.metrics(all));
  }
}
