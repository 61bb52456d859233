package dev.fovea.data.split;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import java.util.EnumMap;

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
   * @param grouping which examples stay on one side
   */
  public static Dataset withVal(Dataset dataset, double share, long seed, Grouping grouping) {
    if (!(share > 0 && share < 1)) {
      throw new DataException(
          "the share of the validation split must lie between 0 and 1, got " + share);
    }
    if (!dataset.split(Split.VAL).isEmpty()) return dataset;
    var train = dataset.split(Split.TRAIN);
    var groups = grouping.of(train);
    if (groups.size() < 2) {
      throw new DataException(
          "%s: a validation split cannot be drawn from %s in %s; there must be two groups at least: add pictures, or a val split"
              .formatted(
                  dataset.root(),
                  Counted.of(train.size(), "training picture"),
                  Counted.of(groups.size(), "group")));
    }
    var val = Stratify.pick(groups, dataset.classes().size(), share, seed);
    var dealt = new EnumMap<>(dataset.examples());
    dealt.put(Split.TRAIN, train.stream().filter(e -> !val.contains(e)).toList());
    dealt.put(Split.VAL, train.stream().filter(val::contains).toList());
    return dataset.withExamples(dealt);
  }
}
