package dev.fovea.project.study;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fovea.data.Dice;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RecipeKeys;
import dev.fovea.project.RecipeYaml;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a search draws from: random search, Bergstra and Bengio 2012 (JMLR 13, 281-305).
 *
 * @param lines one range each, drawn in this order
 */
record Space(List<String> lines) {
  /** What all trials of a search have in common. */
  private static final Pattern FIXED =
      Pattern.compile(
          "version|task|(data|log)\\..*|train\\.(epochs|time|metric|device|threads|seed)");

  private static final List<String> CLASSIFY = ofResource("search.yaml");
  private static final List<String> DETECT = ofResource("search-detect.yaml");

  Space {
    lines = List.copyOf(lines);
    lines.forEach(Range::of);
  }

  /**
   * What is asked for and nothing else; all of the task's own file where nothing is.
   *
   * @param asked ranges, or keys alone for their ranges of that file
   * @param task {@code classify} or {@code detect}
   */
  static Space of(List<String> asked, String task) {
    List<String> own = task.equals("detect") ? DETECT : CLASSIFY;
    if (asked.isEmpty()) return new Space(own);
    var lines = new ArrayList<String>();
    for (String line : asked)
      if (line.contains("=")) lines.add(line);
      else lines.addAll(known(RecipeKeys.full(line.strip()), own));
    return new Space(lines);
  }

  private static List<String> known(String key, List<String> own) {
    List<String> lines = own.stream().filter(line -> Range.of(line).key().equals(key)).toList();
    if (lines.isEmpty())
      throw new RecipeException(
          key + " has no range of its own; say one: " + key + "=LOW..HIGH or " + key + "=A,B");
    return lines;
  }

  List<Range> ranges() {
    return lines.stream().map(Range::of).toList();
  }

  /** The keys that are drawn. */
  List<String> keys() {
    return ranges().stream().map(Range::key).distinct().toList();
  }

  /** Refuses ranges that a recipe cannot take. */
  void check(Recipe recipe) {
    boolean detect = recipe.task().equals("detect");
    for (Range range : ranges())
      for (String end : range.ends()) {
        if (FIXED.matcher(range.key()).matches())
          throw new RecipeException(
              range.key()
                  + " is not searched: trials are compared on the same pictures by the same score");
        if (range.key().equals("model.name") && !end.equals("auto")) known(end, detect);
        var _ = recipe.with(range.key(), end);
      }
  }

  /** Refuses a name that no network of the task has. */
  private static void known(String network, boolean detect) {
    var _ = detect ? Detectors.of(network, DetectorOptions.of(1)) : Zoo.family(network);
  }

  /** One trial's recipe: each key has its dice, of the seed, the trial and the key alone. */
  Recipe draw(Recipe recipe, long seed, int trial) {
    Recipe drawn = recipe;
    for (Range range : ranges())
      if (range.holds(drawn)) {
        var dice = Dice.of(seed, trial, range.key().hashCode());
        drawn = drawn.with(range.key(), range.draw(dice));
      }
    return drawn;
  }

  private static List<String> ofResource(String name) {
    try (InputStream in = Space.class.getResourceAsStream(name)) {
      return RecipeYaml.mapper().readValue(in, new TypeReference<List<String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
