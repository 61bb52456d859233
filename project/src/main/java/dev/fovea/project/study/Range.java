package dev.fovea.project.study;

import dev.fovea.data.Dice;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RecipeKeys;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one key of a recipe is drawn from, as one line of text:
 *
 * <pre>
 * KEY=A,B,...             one of these, each as likely as another
 * KEY=LOW..HIGH           evenly spread; whole numbers where both ends are written as such
 * KEY=LOW..HIGH log       their logarithm is evenly spread
 * ... if KEY=VALUE        only where the trial has this value
 * </pre>
 *
 * @param key in full
 * @param choices to draw one of; empty for a span
 * @param low least number of a span
 * @param high most
 * @param log whether logarithms are spread evenly; both ends above 0
 * @param whole whether whole numbers are drawn, both ends among them
 * @param ifKey the key of its condition, in full; empty for none
 * @param ifValue what that key must be
 */
record Range(
    String key,
    List<String> choices,
    double low,
    double high,
    boolean log,
    boolean whole,
    String ifKey,
    String ifValue) {
  private static final Pattern FORM =
      Pattern.compile("([\\w.]+)\\s*=\\s*(.*?)(?:\\s+if\\s+([\\w.]+)\\s*=\\s*(\\S+))?");
  private static final Pattern SPAN =
      Pattern.compile("(-?[\\d.]+?(?:[eE]-?\\d+)?)\\.\\.(-?[\\d.]+(?:[eE]-?\\d+)?)(\\s+log)?");
  private static final MathContext DIGITS = new MathContext(3);

  Range {
    choices = List.copyOf(choices);
    if (choices.isEmpty() && !(low < high))
      throw new RecipeException(key + ": a range goes from less to more, got " + low + ".." + high);
    if (log && !(low > 0))
      throw new RecipeException(key + ": a range with log begins above 0, got " + low);
  }

  /** Reads a line. */
  static Range of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || form.group(2).isBlank())
      throw new RecipeException(
          "a range is written as KEY=LOW..HIGH, KEY=LOW..HIGH log or KEY=A,B,..., got " + text);
    String key = RecipeKeys.full(form.group(1));
    String ifKey = form.group(3) == null ? "" : RecipeKeys.full(form.group(3));
    String ifValue = form.group(4) == null ? "" : form.group(4);
    String values = form.group(2).strip();
    Matcher span = SPAN.matcher(values);
    if (!span.matches()) {
      List<String> choices = Pattern.compile("\\s*,\\s*").splitAsStream(values).toList();
      return new Range(key, choices, 0, 0, false, false, ifKey, ifValue);
    }
    BigDecimal low = number(key, span.group(1));
    BigDecimal high = number(key, span.group(2));
    return new Range(
        key,
        List.of(),
        low.doubleValue(),
        high.doubleValue(),
        span.group(3) != null,
        low.scale() <= 0 && high.scale() <= 0,
        ifKey,
        ifValue);
  }

  private static BigDecimal number(String key, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new RecipeException(key + ": a range goes between numbers, got " + text, e);
    }
  }

  /** Whether it is drawn for a trial that has come this far. */
  boolean holds(Recipe recipe) {
    return ifKey.isEmpty() || RecipeKeys.values(recipe).get(ifKey).equals(ifValue);
  }

  /** One value, as YAML has it; real numbers have three digits. */
  String draw(Dice dice) {
    if (!choices.isEmpty()) return choices.get(dice.below(choices.size()));
    double top = whole ? high + 1 : high;
    double value =
        log
            ? StrictMath.exp(dice.uniform(StrictMath.log(low), StrictMath.log(top)))
            : dice.uniform(low, top);
    if (whole) return "" + (long) Math.min(high, Math.floor(value));
    double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
    return BigDecimal.valueOf(Math.clamp(rounded, low, high)).stripTrailingZeros().toPlainString();
  }

  /** The values that a recipe must be able to take for all between them to be right. */
  List<String> ends() {
    if (!choices.isEmpty()) return choices;
    return whole ? List.of("" + (long) low, "" + (long) high) : List.of("" + low, "" + high);
  }
}
