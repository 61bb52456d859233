package dev.fovea.graph;

/** A network that makes no sense, or that was given what it does not fit, said in one sentence. */
public final class GraphException extends IllegalArgumentException {
  public GraphException(String message) {
    super(message);
  }

  public GraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
