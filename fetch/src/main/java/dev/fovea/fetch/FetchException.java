package dev.fovea.fetch;

/** A file that cannot be had: one sentence that says what, why and what to do. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Kind kind;

  /** Why there is no file. */
  public enum Kind {
    /** A setting of the environment makes no sense. */
    SETTING,
    /** The network is not to be used, by {@code FOVEA_OFFLINE}. */
    OFFLINE,
    /** Nobody answers, or not to the end. */
    UNREACHABLE,
    /** The server does not give it: no such file, no permission, a token is missing. */
    REFUSED,
    /** What came is not what was published. */
    WRONG,
    /** This machine cannot keep it: no room, no permission. */
    LOCAL,
    /** The thread was interrupted. */
    STOPPED
  }

  FetchException(Kind kind, String sentence) {
    this(kind, sentence, null);
  }

  FetchException(Kind kind, String sentence, Throwable cause) {
    super(sentence.replaceAll("\\p{Cntrl}", "?"), cause);
    this.kind = kind;
  }

  /** Why there is no file. */
  public Kind kind() {
    return kind;
  }
}
