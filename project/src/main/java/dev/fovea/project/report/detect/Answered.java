package dev.fovea.project.report.detect;

import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.task.detect.DetectOutputs;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A picture with what a detector found in it.
 *
 * @param example whose truth is {@link Truth.Objects}
 * @param answers in px of the upright picture, the surest first
 */
record Answered(Example example, Detections answers) {
  Answered {
    if (!(example.truth() instanceof Truth.Objects))
      throw new IllegalArgumentException(
          example.id() + ": expects a truth of boxes, got " + example.truth());
  }

  /** All that were evaluated. */
  static List<Answered> of(DetectOutputs outputs) {
    return IntStream.range(0, outputs.examples().size())
        .mapToObj(i -> new Answered(outputs.examples().get(i), outputs.found().get(i)))
        .toList();
  }

  /** Decoded; nothing where it cannot be read any more. */
  Optional<Image> image() {
    try {
      return Optional.of(example.source().image());
    } catch (ImageException e) {
      return Optional.empty();
    }
  }

  List<Thing> things() {
    return ((Truth.Objects) example.truth()).things();
  }

  List<Detection> from(double confidence) {
    return answers.from(confidence).found();
  }
}
