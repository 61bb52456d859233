package dev.fovea.project.report.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Box;
import dev.fovea.image.BoxMark;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.task.detect.metric.Faults;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Classes CLASSES = Classes.of("cat", "dog");
  private static final Box HERE = new Box(10, 10, 50, 50);
  private static final Box THERE = new Box(100, 100, 140, 140);

  @Test
  void eachFaultHasItsReason() {
    var picture =
        picture(
            List.of(Thing.of(0, HERE), Thing.of(1, THERE)),
            answer(0, 0.9, HERE),
            answer(0, 0.8, HERE),
            answer(0, 0.7, THERE),
            answer(0, 0.6, new Box(30, 30, 70, 70)),
            answer(1, 0.5, new Box(200, 200, 220, 220)),
            answer(1, 0.1, THERE));
    Verdict verdict = Verdict.of(picture, 0.25, CLASSES);
    assertEquals(1, verdict.found().size());
    assertEquals(
        List.of(Verdict.Why.TWICE, Verdict.Why.CLASS, Verdict.Why.PLACE, Verdict.Why.NOTHING),
        verdict.alarms().stream().map(Verdict.Alarm::why).toList());
    assertEquals(List.of(Thing.of(1, THERE)), verdict.missed());
    assertEquals(5, verdict.faults());
    assertEquals(
        List.of(
            "cat 0.80 twice",
            "cat 0.70, is dog",
            "cat 0.60 misplaced",
            "dog 0.50",
            "missed: dog",
            ""),
        Marks.faults(verdict, CLASSES).stream().map(BoxMark::words).toList());
    assertEquals("missed 1 dog\nfalse 3 cat, 1 dog", Hardest.words(verdict, CLASSES));
    assertEquals(
        "Of answers from 0.25 on: 1 of 2 things missed, 4 false alarms (where nothing is: 1, at"
            + " the wrong place: 1, of another class: 1, a second time for one thing: 1).",
        FaultCounts.of(List.of(picture), 0.25, CLASSES).words());
  }

  @Test
  void whatLiesInACrowdIsNeitherRightNorWrong() {
    var crowd = new Thing(0, new Box(0, 0, 100, 100), true, 10_000);
    var picture = picture(List.of(crowd), answer(0, 0.9, HERE), answer(1, 0.9, HERE));
    Verdict verdict = Verdict.of(picture, 0, CLASSES);
    assertEquals(0, verdict.found().size());
    assertEquals(List.of(), verdict.missed());
    assertEquals(1, verdict.alarms().size(), "the dog is no part of a crowd of cats");
    assertEquals(
        List.of("crowd: cat"),
        Marks.truth(picture.things(), CLASSES).stream().map(BoxMark::words).toList());
  }

  /** The metric has its own matching, made for speed; both must count the same faults. */
  @Test
  void countsWhatTheMetricCounts() {
    List<Answered> pictures = Scenes.answered(60, 3, 0.8);
    DetectEvaluation evaluation = Scenes.evaluation(pictures, 3, 0);
    assertTrue(evaluation.faults().getFirst().all() > 5);
    for (Faults faults : evaluation.faults()) {
      Answered picture = pictures.get(faults.picture());
      Verdict verdict = Verdict.of(picture, evaluation.confidence(), Scenes.CELLS);
      assertEquals(faults.misses(), verdict.missed().size(), picture.example().id());
      assertEquals(faults.falseAlarms(), verdict.alarms().size(), picture.example().id());
    }
  }

  @Test
  void aTruthWithoutBoxesIsRefused() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Answered(
                    new Example("a.jpg", null, new Truth.OneOf(1)), new Detections(List.of())));
    assertEquals("a.jpg: expects a truth of boxes, got OneOf[label=1]", refusal.getMessage());
  }

  private static Detection answer(int label, double score, Box box) {
    return new Detection(CLASSES.name(label), label, score, box);
  }

  private static Answered picture(List<Thing> things, Detection... answers) {
    return new Answered(
        new Example("a.jpg", null, new Truth.Objects(things)), new Detections(List.of(answers)));
  }
}
