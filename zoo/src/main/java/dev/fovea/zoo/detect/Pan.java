package dev.fovea.zoo.detect;

import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Op;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * A pyramid that is walked down and up again, so that every level knows of all others: the path
 * aggregation of Liu et al. 2018, <a href="https://arxiv.org/abs/1803.01534">arXiv:1803.01534</a>,
 * with maps side by side instead of sums.
 */
public final class Pan {
  private Pan() {}

  /** Makes one map of several that lie side by side. */
  public interface Fuse {
    /** To so many channels; its nodes need no prefix. */
    Wire draw(Wire x, int out);
  }

  /**
   * Draws the neck; names are {@code top_down.i} and {@code bottom_up.i}, 0 the finest level.
   *
   * @param maps of a backbone, the finest first, each half the height and width of the one before
   * @param widths channels of each level that leaves
   * @return as many maps, of the same heights and widths
   */
  public static List<Wire> draw(List<Wire> maps, List<Integer> widths, Fuse fuse) {
    var down = new ArrayList<>(maps);
    int top = maps.size() - 1;
    for (int i = top - 1; i >= 0; i--) {
      int out = widths.get(i);
      Wire coarse = down.get(i + 1);
      Wire fine = maps.get(i);
      down.set(i, coarse.within("top_down." + i, in -> fuse.draw(twice(in).concat(fine), out)));
    }
    var up = new ArrayList<>(down);
    for (int i = 1; i <= top; i++) {
      int out = widths.get(i);
      Wire coarse = down.get(i);
      up.set(
          i,
          up.get(i - 1)
              .within("bottom_up." + (i - 1), in -> fuse.draw(half(in).concat(coarse), out)));
    }
    return up;
  }

  private static Wire twice(Wire x) {
    return x.then("upsample", new Op.Resize(Size.of(2), Interpolation.NEAREST, false));
  }

  private static Wire half(Wire x) {
    return Unit.draw(x, "down", x.channels(), 3, 2);
  }
}
