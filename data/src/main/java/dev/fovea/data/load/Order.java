package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import java.util.Arrays;
import java.util.List;

/**
 * In which order an epoch shows the examples; it follows from the seed and the epoch alone. As long
 * as there are examples, whatever the sampler.
 */
final class Order {
  private static final long ORDER = 1;
  private static final long CLASS = 4;

  private final int[] indices;
  private final int[] turns;

  private Order(int[] indices, int examples) {
    this.indices = indices;
    this.turns = new int[indices.length];
    var shown = new int[examples];
    for (int place = 0; place < indices.length; place++) turns[place] = shown[indices[place]]++;
  }

  static Order of(List<Example> examples, Feed feed, int epoch) {
    int n = examples.size();
    if (feed.augment().isEmpty()) {
      var order = new int[n];
      for (int i = 0; i < n; i++) order[i] = i;
      return new Order(order, n);
    }
    int[] shuffled = Dice.of(feed.seed(), epoch, ORDER).permutation(n);
    return switch (feed.sampler()) {
      case NATURAL -> new Order(shuffled, n);
      case BALANCED -> new Order(balanced(examples, feed, epoch, shuffled), n);
    };
  }

  int length() {
    return indices.length;
  }

  /** Which example stands at this place. */
  int index(int place) {
    return indices[place];
  }

  /** How often that example has stood at an earlier place. */
  int turn(int place) {
    return turns[place];
  }

  /**
   * The classes share the places evenly. A class goes through all its examples before it shows one
   * again, from one epoch into the next, each round in an order of its own.
   *
   * @param places in which order the places are given to the classes
   */
  private static int[] balanced(List<Example> examples, Feed feed, int epoch, int[] places) {
    int[][] members = members(examples, feed.classes());
    var order = new int[places.length];
    for (int c = 0; c < members.length; c++) {
      int[] own = members[c];
      int share = Math.ceilDiv(places.length - c, members.length);
      long shown = (long) epoch * share;
      int[] deal = null;
      for (int k = 0; k < share; k++, shown++) {
        int at = (int) (shown % own.length);
        if (deal == null || at == 0)
          deal = Dice.of(feed.seed(), c, shown / own.length, CLASS).permutation(own.length);
        order[places[c + k * members.length]] = own[deal[at]];
      }
    }
    return order;
  }

  /** The examples of each class that has any; those without a class are one more. */
  private static int[][] members(List<Example> examples, int classes) {
    var all = new int[classes + 1][0];
    for (int i = 0; i < examples.size(); i++) {
      List<Integer> labels = examples.get(i).truth().labels();
      for (int label : labels.isEmpty() ? List.of(classes) : labels) {
        all[label] = Arrays.copyOf(all[label], all[label].length + 1);
        all[label][all[label].length - 1] = i;
      }
    }
    return Arrays.stream(all).filter(own -> own.length > 0).toArray(int[][]::new);
  }
}
