package dev.fovea.project.use;

import dev.fovea.predict.Answer;
import dev.fovea.predict.Detections;
import java.nio.FloatBuffer;

/** What came of one input. */
public sealed interface Predicted {
  Input input();

  /**
   * A picture and its answer.
   *
   * @param features [width] of the picture, as {@code Embedder} has them; none where the network
   *     has no features
   */
  record Answered(Input input, Answer answer, FloatBuffer features) implements Predicted {}

  /**
   * A picture and what was found in it.
   *
   * @param detections in px of the picture
   * @param width of the picture in px
   * @param height of the picture in px
   */
  record Detected(Input input, Detections detections, int width, int height) implements Predicted {}

  /**
   * A file that has no answer.
   *
   * @param why one sentence that names the file
   */
  record Failed(Input input, String why) implements Predicted {}
}
