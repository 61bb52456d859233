package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.torch.WindowGrid;
import java.util.List;
import java.util.function.UnaryOperator;

/** Attention within windows that may be shifted; values are [n, h, w, c] within. */
final class Windows {
  private Windows() {}

  static String write(Draft d, Node node, Op.WindowAttention a, Value map) {
    Shape.Map size = Known.map(node, map);
    WindowGrid grid = WindowGrid.of(a, size.h(), size.w());
    String x = Forms.transpose(d, map.name(), 0, 2, 3, 1);
    long below = grid.h() - size.h();
    long behind = grid.w() - size.w();
    if (below > 0 || behind > 0) x = Forms.pad(d, x, "constant", 0, 0, 0, 0, 0, below, behind, 0);
    x = roll(d, roll(d, x, 1, grid.h(), grid.down()), 2, grid.w(), grid.right());
    String y = within(d, node, a, grid, cut(d, grid, x, a.channels()));
    y = joined(d, grid, y, a.channels());
    y = roll(d, y, 1, grid.h(), grid.h() - grid.down());
    y = roll(d, y, 2, grid.w(), grid.w() - grid.right());
    if (below > 0) y = Forms.slice(d, y, 1, 0, size.h());
    if (behind > 0) y = Forms.slice(d, y, 2, 0, size.w());
    return Forms.transpose(d, y, 0, 3, 1, 2);
  }

  /** Attention among the pixels of each window, [n * windows, pixels, c]. */
  private static String within(
      Draft d, Node node, Op.WindowAttention a, WindowGrid grid, String x) {
    String all = Convolutions.product(d, node, "qkv.", x, true);
    String bias =
        d.constant(
            node.weights() + ".relative_position_bias",
            WindowGrid.positions(
                a,
                d.stored(node, "relative_position_bias_table"),
                d.stored(node, "relative_position_index")));
    UnaryOperator<String> add =
        scores -> {
          String placed = d.add("Add", List.of(scores, bias));
          return grid.shifted() ? apart(d, a, grid, placed) : placed;
        };
    String y = Heads.attend(d, a.heads(), a.channels(), d.split(all, 2, 3), add);
    return Convolutions.product(d, node, "proj.", y, true);
  }

  /** Keeps apart what rolling brought together: scores [n * windows, heads, pixels, pixels]. */
  private static String apart(Draft d, Op.WindowAttention a, WindowGrid grid, String scores) {
    String mask = d.constant("apart/" + grid, grid.apart().contiguous());
    int pixels = a.window().h() * a.window().w();
    String each = Forms.reshape(d, scores, -1, grid.windows(), a.heads(), pixels, pixels);
    String sum = d.add("Add", List.of(each, mask));
    return Forms.reshape(d, sum, -1, a.heads(), pixels, pixels);
  }

  private static String cut(Draft d, WindowGrid grid, String x, int channels) {
    Size window = grid.window();
    String split =
        Forms.reshape(d, x, 0, grid.rows(), window.h(), grid.columns(), window.w(), channels);
    String turned = Forms.transpose(d, split, 0, 1, 3, 2, 4, 5);
    return Forms.reshape(d, turned, -1, (long) window.h() * window.w(), channels);
  }

  private static String joined(Draft d, WindowGrid grid, String y, int channels) {
    Size window = grid.window();
    String split =
        Forms.reshape(d, y, -1, grid.rows(), grid.columns(), window.h(), window.w(), channels);
    String turned = Forms.transpose(d, split, 0, 1, 3, 2, 4, 5);
    return Forms.reshape(d, turned, 0, grid.h(), grid.w(), channels);
  }

  /** What stands at {@code by} comes to the front, what stood before it to the end. */
  private static String roll(Draft d, String x, int axis, long size, long by) {
    if (by == 0 || by == size) return x;
    String front = Forms.slice(d, x, axis, 0, by);
    String back = Forms.slice(d, x, axis, by, size);
    return d.add("Concat", List.of(back, front), Attribute.of("axis", axis));
  }
}
