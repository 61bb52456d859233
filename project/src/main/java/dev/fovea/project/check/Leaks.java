package dev.fovea.project.check;

import dev.fovea.data.Split;
import dev.fovea.data.alike.Alike;
import dev.fovea.data.alike.Near;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which pictures look like one of an earlier split, told pair by pair: a pair counts by itself,
 * never through a third picture that is like both.
 */
final class Leaks implements Consumer<Near> {
  private enum Like {
    NONE,
    RESEMBLES,
    SAME
  }

  private final List<Split> splits;
  private final int[] copyOf;
  private final Like[] like;

  /**
   * @param splits of each picture, the earlier splits first
   */
  Leaks(List<Split> splits) {
    this.splits = splits;
    copyOf = new int[splits.size()];
    like = new Like[splits.size()];
    java.util.Arrays.setAll(copyOf, i -> i);
    java.util.Arrays.fill(like, Like.NONE);
  }

  @Override
  public void accept(Near near) {
    if (near.same()) copyOf[near.second()] = near.first();
    if (splits.get(near.first()) == splits.get(near.second())) return;
    Like found = near.bits() <= Alike.SURE_BITS ? Like.SAME : Like.RESEMBLES;
    if (found.compareTo(like[near.second()]) > 0) like[near.second()] = found;
  }

  /** How many of a split surely are in an earlier one too. */
  Map<Split, Integer> sure() {
    return counts(Like.SAME);
  }

  /** How many of a split resemble one of an earlier split, and no more than that. */
  Map<Split, Integer> resembling() {
    return counts(Like.RESEMBLES);
  }

  private Map<Split, Integer> counts(Like wanted) {
    var counts = new EnumMap<Split, Integer>(Split.class);
    for (int i = 0; i < like.length; i++) {
      Like first = like[copyOf[i]]; // of copies only the first is compared with other pictures
      Like most = first.compareTo(like[i]) > 0 ? first : like[i];
      if (most == wanted) counts.merge(splits.get(i), 1, Integer::sum);
    }
    return counts;
  }
}
