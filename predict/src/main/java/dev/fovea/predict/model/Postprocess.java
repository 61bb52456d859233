package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** From a network's outputs to the answer, as data: one record a task. */
public sealed interface Postprocess permits ClassifyPostprocess, DetectPostprocess {

  /** Refuses numbers that do not fit as many classes. */
  void check(int classes);

  /** Writes it as a JSON object. */
  default void write(JsonGenerator out) throws IOException {
    if (this instanceof ClassifyPostprocess labels) ClassifyPostprocessJson.write(labels, out);
    else if (this instanceof DetectPostprocess boxes) DetectPostprocessJson.write(boxes, out);
  }

  /** Reads that of a model for a task. */
  static Postprocess read(JsonParser in, String task, int classes) throws IOException {
    return switch (task) {
      case "classify" -> ClassifyPostprocessJson.read(in, classes);
      case "detect" -> DetectPostprocessJson.read(in);
      default ->
          throw new IllegalArgumentException(
              "it is for the task " + task + ", which is unknown here");
    };
  }
}
