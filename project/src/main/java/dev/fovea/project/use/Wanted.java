package dev.fovea.project.use;

import dev.fovea.image.Views;
import dev.fovea.task.explain.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is wanted of {@link Predict}.
 *
 * @param batch pictures that run at a time
 * @param views test-time augmentation: what is seen of each picture
 * @param minConfidence below it an answer is unsure; where it is empty, as the model says
 * @param out a new or empty folder for the pictures with the answers drawn on, or none
 * @param explain how the evidence for the answers is found, which is then drawn over them
 */
public record Wanted(
    int batch,
    Views views,
    OptionalDouble minConfidence,
    Optional<Path> out,
    Optional<Method> explain) {
  public Wanted {
    if (batch < 1) throw new IllegalArgumentException("batch must be above 0, got " + batch);
  }

  /** Answers as the model gives them, and nothing else. */
  public static Wanted answers(int batch) {
    return new Wanted(
        batch, Views.NONE, OptionalDouble.empty(), Optional.empty(), Optional.empty());
  }
}
