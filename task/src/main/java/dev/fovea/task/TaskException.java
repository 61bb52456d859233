package dev.fovea.task;

/** A model that cannot be used, or is used for what it is not, said in one sentence. */
public final class TaskException extends RuntimeException {
  public TaskException(String message) {
    super(message);
  }

  public TaskException(String message, Throwable cause) {
    super(message, cause);
  }
}
