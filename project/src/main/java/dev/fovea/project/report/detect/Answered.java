package dev.fovea.project.report.detect;

import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.task.detect.metric.Picture;
import java.util.List;

/**
 * A picture with what a detector found in it.
 *
 * @param example whose truth is {@link Truth.Objects}
 * @param answers in px of the upright picture, the surest first
 */
public record Answered(Example example, Detections answers) {
  public Answered {
    if (!(example.truth() instanceof Truth.Objects))
      throw new IllegalArgumentException(
          example.id() + ": expects a truth of boxes, got " + example.truth());
  }

  /** The same for the metrics. */
  public Picture measured() {
    var picture = new Picture();
    for (Thing thing : things())
      picture.truth(thing.label(), thing.box(), thing.crowd(), thing.areaPx());
    for (Detection answer : answers.found())
      picture.answer(answer.label(), answer.score(), answer.box());
    return picture;
  }

  List<Thing> things() {
    return ((Truth.Objects) example.truth()).things();
  }

  List<Detection> from(double confidence) {
    return answers.from(confidence).found();
  }
}
