package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.split.Grouping;
import dev.fovea.data.split.Splits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** One part of a cross-validation. */
final class Fold {
  private Fold() {}

  /**
   * Part {@code fold} of the training and validation pictures for validation, the others for
   * training; over all folds every picture is validated once. Parts are drawn one after the other,
   * each balanced over the classes, groups on one side.
   */
  static Dataset of(Dataset data, int folds, int fold, long seed, Grouping grouping) {
    var pool = new ArrayList<>(data.split(Split.TRAIN));
    pool.addAll(data.split(Split.VAL));
    List<Example> rest = pool;
    List<Example> part = pool;
    for (int k = 0; k <= fold; k++) {
      part = rest;
      if (k == folds - 1) break;
      Dataset cut =
          Splits.withVal(
              data.withExamples(Map.of(Split.TRAIN, rest)), 1.0 / (folds - k), seed, grouping);
      part = cut.split(Split.VAL);
      rest = cut.split(Split.TRAIN);
    }
    var held = new HashSet<>(part);
    return data.withExamples(
        Map.of(
            Split.TRAIN,
            pool.stream().filter(example -> !held.contains(example)).toList(),
            Split.VAL,
            part,
            Split.TEST,
            data.split(Split.TEST)));
  }
}
