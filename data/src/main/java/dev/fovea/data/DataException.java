package dev.fovea.data;

/**
 * Data that cannot be used; the message is one sentence: where, what was expected, what came, what
 * to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DataException(String sentence) {
    super(sentence);
  }

  public DataException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
