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

  /** Reads that of a model for a task; what is not a detector's is as a classifier's. */
  static Postprocess read(JsonParser in, String task, int classes) throws IOException {
    return task.equals("detect")
        ? DetectPostprocessJson.read(in)
        : ClassifyPostprocessJson.read(in, classes);
  }
}
