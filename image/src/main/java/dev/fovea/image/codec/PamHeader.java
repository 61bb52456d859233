package dev.fovea.image.codec;

import java.util.HashMap;

/** The header of a PAM file (P7): named lines up to ENDHDR. */
final class PamHeader {
  private PamHeader() {}

  static PnmHeader of(Bytes b) {
    var words = new PnmWords(b, 2);
    var numbers = new HashMap<String, Integer>();
    for (String word = words.word(); !word.equals("ENDHDR"); word = words.word()) {
      if (word.equals("TUPLTYPE")) {
        words.word();
      } else {
        numbers.put(word, words.number());
      }
    }
    int depth = numbers.getOrDefault("DEPTH", 0);
    if (depth < 1 || depth > 4) {
      throw b.unsupported("a PAM file of " + depth + " channels; 1 to 4 are decoded");
    }
    return PnmHeader.of(
        b,
        7,
        numbers.getOrDefault("WIDTH", 0),
        numbers.getOrDefault("HEIGHT", 0),
        depth,
        numbers.getOrDefault("MAXVAL", 0),
        words.at() + 1);
  }
}
