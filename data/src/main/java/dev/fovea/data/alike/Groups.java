package dev.fovea.data.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Things that belong together, joined pair by pair: what is joined to the same thing is in one
 * group (a forest of trees whose paths are halved, Tarjan and van Leeuwen 1984).
 */
public final class Groups {
  private final int[] parent;

  /** {@code n} things, each by itself. */
  public Groups(int n) {
    parent = new int[n];
    Arrays.setAll(parent, i -> i);
  }

  /** The first thing of the group that {@code i} is in. */
  public int of(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Makes one group of two. */
  public void join(int i, int j) {
    int one = of(i);
    int other = of(j);
    parent[Math.max(one, other)] = Math.min(one, other);
  }

  /** All groups, by their first things, each ascending; those of one thing too. */
  public List<int[]> all() {
    var size = new int[parent.length];
    for (int i = 0; i < parent.length; i++) size[of(i)]++;
    var all = new ArrayList<int[]>();
    var at = new int[parent.length][];
    for (int i = 0; i < parent.length; i++) {
      int first = of(i);
      if (first == i) {
        at[i] = new int[size[i]];
        all.add(at[i]);
      }
      at[first][at[first].length - size[first]--] = i;
    }
    return all;
  }
}
