package dev.fovea.project.study;

import dev.fovea.project.RecipeKeys;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * What a search came to.
 *
 * @param ranges what was drawn
 * @param trials the best first; those that were not begun last
 * @param test what the winner scores on the test split, where the data have one
 */
public record Ranking(Space ranges, List<Trial> trials, Optional<Scored> test) {
  private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+(E-?\\d+)?");

  public Ranking {
    trials = trials.stream().sorted(Trial.BEST_FIRST).toList();
  }

  /** The trial that scored best; of equals one that was trained to the end. */
  public Trial winner() {
    return trials.getFirst();
  }

  /** The keys that were drawn, in full. */
  public List<String> keys() {
    return ranges.keys();
  }

  /** The values of a trial by the keys that were drawn for it, or would have been. */
  public SequencedMap<String, String> values(Trial trial) {
    var all = RecipeKeys.values(trial.recipe());
    var values = new LinkedHashMap<String, String>();
    for (Range range : ranges.ranges())
      if (range.holds(trial.recipe())) values.put(range.key(), all.get(range.key()));
    return values;
  }

  /** What a trial is, in words: {@code sgd, rate 0.1, policy none}. */
  public String words(Trial trial) {
    var words = new ArrayList<String>();
    values(trial)
        .forEach((key, value) -> {
          if (value.equals("-")) return; // left to the preset, as nothing was drawn
          boolean tells = !value.equals("none") && !NUMBER.matcher(value).matches();
          words.add(tells ? value : RecipeKeys.last(key) + " " + plain(value));
        });
    return String.join(", ", words);
  }

  /** A number to three significant digits, without exponent and last noughts; words as they are. */
  static String plain(String value) {
    if (!NUMBER.matcher(value).matches()) return value;
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** Why the winner's validation score must be read with care, and what to read instead. */
  public String caution() {
    return "The winner was chosen by this validation score among "
        + trials.stream().filter(trial -> !trial.rows().isEmpty()).count()
        + " trials, so the score flatters it; "
        + (test.isPresent()
            ? "its scores on the test pictures, which chose nothing, are the ones to quote."
            : "measure it on pictures that chose nothing: there is no test split here.");
  }
}
