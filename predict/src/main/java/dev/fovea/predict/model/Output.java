package dev.fovea.predict.model;

/** What a network gives a class. */
public enum Output {
  /** Numbers of any size: the activation is still to come. */
  LOGITS,
  /** Numbers from 0 to 1: the network ends in the activation. */
  PROBABILITIES;

  /**
   * By the word that people write.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static Output of(String word) {
    return switch (word) {
      case "logits" -> LOGITS;
      case "probabilities" -> PROBABILITIES;
      default ->
          throw new IllegalArgumentException(
              "the output must be logits or probabilities, got " + word);
    };
  }
}
