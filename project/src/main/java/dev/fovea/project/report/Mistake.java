package dev.fovea.project.report;

/**
 * A validation image that the model found hard.
 *
 * @param picture the image as the network saw it, or as it is
 * @param file its name, relative to the data
 * @param truth the name of its class, or its classes joined by ", "
 * @param answer what the model said
 * @param probability that the model gave its answer, 0 to 1
 */
public record Mistake(
    Picture picture, String file, String truth, String answer, double probability) {

  boolean wrong() {
    return !truth.equals(answer);
  }
}
