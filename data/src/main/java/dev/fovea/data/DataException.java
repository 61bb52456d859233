package dev.fovea.data;

/**
 * Data that cannot be used; the message is one sentence: where, what was expected, what came, what
 * to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 900;

  public DataException(String sentence) {
    super(oneLine(sentence));
  }

  public DataException(String sentence, Throwable cause) {
    super(oneLine(sentence), cause);
  }

  /** Cells and names are quoted in it, and those may hold anything. */
  private static String oneLine(String sentence) {
    String line = sentence.replaceAll("\\p{Cntrl}", "?");
    int half = LONGEST / 2;
    return line.length() <= LONGEST
        ? line
        : line.substring(0, half) + " ... " + line.substring(line.length() - half);
  }
}
