package dev.fovea.data.split;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Picks groups of examples so that each class comes as near as it can to its share, greedily:
 * groups with rare classes first, then large ones, equals in random order. A group is picked when
 * that brings its rarest class and its classes together nearer to what is wanted (squares of the
 * distance, as shares of the target), and leaves every class an example.
 */
final class Stratify {
  private static final long PICK = 10;

  private final int[] left;
  private final double[] target;
  private final double[] wanted;

  private Stratify(int[] counts, double share) {
    left = counts.clone();
    target = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      target[c] = Math.max(1, Math.rint(share * counts[c]));
    }
    wanted = target.clone();
  }

  /**
   * The examples of the picked groups; the last class of the counts below stands for "none of the
   * classes".
   */
  static Set<Example> pick(List<List<Example>> groups, int classes, double share, long seed) {
    var all = new int[classes + 1];
    for (var group : groups) add(all, counts(group, classes));
    var stratify = new Stratify(all, share);
    var picked = Collections.newSetFromMap(new IdentityHashMap<Example, Boolean>());
    for (var group : order(groups, all, seed)) {
      if (stratify.take(counts(group, classes))) picked.addAll(group);
    }
    return picked;
  }

  private boolean take(int[] counts) {
    double gain = 0;
    double rarest = Double.POSITIVE_INFINITY;
    double rarestGain = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) continue;
      if (left[c] - counts[c] < 1) return false;
      double after = wanted[c] - counts[c];
      double own = (wanted[c] * wanted[c] - after * after) / (target[c] * target[c]);
      gain += own;
      if (target[c] < rarest) {
        rarest = target[c];
        rarestGain = own;
      }
    }
    if (gain <= 0 || rarestGain <= 0) return false;
    for (int c = 0; c < counts.length; c++) {
      left[c] -= counts[c];
      wanted[c] -= counts[c];
    }
    return true;
  }

  private static List<List<Example>> order(List<List<Example>> groups, int[] all, long seed) {
    var shuffled = new ArrayList<List<Example>>(groups.size());
    for (int i : Dice.of(seed, PICK).permutation(groups.size())) shuffled.add(groups.get(i));
    Comparator<List<Example>> rareFirst = Comparator.comparingInt(g -> rarest(g, all));
    shuffled.sort(rareFirst.thenComparing(Comparator.comparingInt(g -> -g.size())));
    return shuffled;
  }

  private static int rarest(List<Example> group, int[] all) {
    return group.stream()
        .flatMap(e -> labels(e, all.length - 1).stream())
        .mapToInt(label -> all[label])
        .min()
        .orElseThrow();
  }

  private static int[] counts(List<Example> group, int classes) {
    var counts = new int[classes + 1];
    for (Example example : group) {
      for (int label : labels(example, classes)) counts[label]++;
    }
    return counts;
  }

  private static List<Integer> labels(Example example, int classes) {
    var labels = example.truth().labels();
    return labels.isEmpty() ? List.of(classes) : labels;
  }

  private static void add(int[] to, int[] more) {
    for (int i = 0; i < to.length; i++) to[i] += more[i];
  }
}
