package dev.fovea.project.report;

/**
 * A validation image that the model found hard.
 *
 * @param picture the image as the network saw it, or as it is
 * @param file its name, relative to the data
 * @param truth the name of its class, or its classes joined by ", "
 * @param answer what the model said
 * @param confidence how far the answer is from being another one, 0 to 1, as the model decides
 */
public record Mistake(
    Picture picture, String file, String truth, String answer, double confidence) {

  boolean wrong() {
    return !truth.equals(answer);
  }
}
