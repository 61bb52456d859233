package dev.fovea.graph;

import java.util.Collection;
import java.util.Locale;

/**
 * The word that someone meant: the nearest by edits, where it is near enough to be worth naming.
 */
public final class Spelling {
  private Spelling() {}

  /** {@code "; did you mean conv2d?"}, or "" when nothing is near. */
  public static String hint(String word, Collection<String> words) {
    String best = null;
    int fewest = Math.max(1, word.length() / 3) + 1;
    for (String candidate : words) {
      int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best == null ? "" : "; did you mean " + best + "?";
  }

  /**
   * Letters to insert, delete, replace or swap with their neighbour, to get from one to another.
   */
  static int edits(String from, String to) {
    int[] before = new int[0];
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) above[j] = j;
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replace = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + replace, 1 + Math.min(above[j], row[j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      before = above;
      above = row;
    }
    return above[to.length()];
  }
}
