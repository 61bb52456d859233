package dev.fovea.data.split;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Draws a validation split where a data set has none. */
public final class Splits {
  private Splits() {}

  /**
   * Takes a share of every class out of the training examples for validation; a data set that has a
   * validation split already is returned as it is, and a test split is never touched.
   *
   * <p>Every class of two or more training examples gets one for validation at least and keeps one
   * for training at least, as far as groups allow. The same seed gives the same split.
   *
   * @param share of the training examples, above 0 and below 1
   * @param groupBy examples whose ids agree in what group 1 of this expression finds (the whole
   *     match, if it has no group) stay on one side; an id that it does not match is a group by
   *     itself
   */
  public static Dataset withVal(
      Dataset dataset, double share, long seed, Optional<Pattern> groupBy) {
    if (!(share > 0 && share < 1)) {
      throw new DataException(
          "the share of the validation split must lie between 0 and 1, got " + share);
    }
    if (!dataset.split(Split.VAL).isEmpty()) return dataset;
    var train = dataset.split(Split.TRAIN);
    var groups = groups(train, groupBy);
    if (groups.size() < 2) {
      throw new DataException(
          "%s: a validation split cannot be drawn from %,d training pictures in %d groups; there must be two groups at least"
              .formatted(dataset.root(), train.size(), groups.size()));
    }
    var val = Stratify.pick(groups, dataset.classes().size(), share, seed);
    var dealt = new EnumMap<>(dataset.examples());
    dealt.put(Split.TRAIN, train.stream().filter(e -> !val.contains(e)).toList());
    dealt.put(Split.VAL, train.stream().filter(val::contains).toList());
    return dataset.withExamples(dealt);
  }

  private static List<List<Example>> groups(List<Example> train, Optional<Pattern> groupBy) {
    if (groupBy.isEmpty()) return train.stream().map(List::of).toList();
    Map<String, List<Example>> groups = new LinkedHashMap<>();
    boolean matched = false;
    for (Example example : train) {
      var match = groupBy.get().matcher(example.id());
      boolean found = match.find();
      matched |= found;
      String key = !found ? null : match.groupCount() > 0 ? match.group(1) : match.group();
      // A NUL cannot be part of an id, so that no key is taken for an example of its own.
      groups
          .computeIfAbsent(key == null ? "\0" + example.id() : key, k -> new ArrayList<>())
          .add(example);
    }
    if (!matched) {
      throw new DataException(
          "the grouping '%s' matches none of the %,d training pictures; the first is '%s'"
              .formatted(groupBy.get(), train.size(), train.getFirst().id()));
    }
    return List.copyOf(groups.values());
  }
}
