package dev.fovea.torch.file;

/** A word from a file that nobody vouches for, fit to stand in a sentence. */
public final class Quote {
  private static final int LONGEST = 80;

  private Quote() {}

  /** In quotes, cut to a readable length, control characters replaced. */
  public static String of(String word) {
    String shown = word.length() > LONGEST ? word.substring(0, LONGEST) + "..." : word;
    return '"' + shown.replaceAll("\\p{C}", "?") + '"';
  }
}
