package dev.fovea.image;

/**
 * A picture that cannot be had: one sentence that names the file, what was found and what to do.
 */
public final class ImageException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Kind kind;

  /** Why there is no picture. */
  public enum Kind {
    /** The bytes are those of something else. */
    NOT_AN_IMAGE,
    /** A picture, in a format or variant that is not decoded here. */
    UNSUPPORTED,
    /** More pixels than the limit. */
    TOO_LARGE,
    /** A picture that is cut short or damaged. */
    BROKEN,
    /** The file cannot be read or written. */
    UNREADABLE
  }

  /** An exception of this kind. */
  public ImageException(Kind kind, String sentence) {
    super(sentence.replaceAll("\\p{Cntrl}", "?"));
    this.kind = kind;
  }

  /** An exception of this kind with its cause. */
  public ImageException(Kind kind, String sentence, Throwable cause) {
    super(sentence.replaceAll("\\p{Cntrl}", "?"), cause);
    this.kind = kind;
  }

  /** Why there is no picture. */
  public Kind kind() {
    return kind;
  }
}
