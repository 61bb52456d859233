package dev.fovea.project.use;

import dev.fovea.task.classify.Answer;

/** What came of one input. */
public sealed interface Predicted {
  Input input();

  /** The classes of the picture, most probable first. */
  record Answered(Input input, Answer answer) implements Predicted {}

  /**
   * A file that has no answer.
   *
   * @param why one sentence that names the file
   */
  record Failed(Input input, String why) implements Predicted {}
}
