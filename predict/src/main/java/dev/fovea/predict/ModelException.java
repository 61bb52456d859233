package dev.fovea.predict;

/** A model that cannot be used, or is used for what it is not, said in one sentence. */
public final class ModelException extends RuntimeException {
  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
