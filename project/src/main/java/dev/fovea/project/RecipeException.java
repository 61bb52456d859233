package dev.fovea.project;

/** A recipe that cannot be followed: an unknown key, a value out of range; in one sentence. */
public final class RecipeException extends RuntimeException {
  public RecipeException(String message) {
    super(message);
  }

  public RecipeException(String message, Throwable cause) {
    super(message, cause);
  }
}
