package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.*;

import dev.fovea.graph.Op;
import dev.fovea.graph.Size;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/** The two ops of attention on libtorch; tensors are [n, l, c] and [n, c, h, w]. */
final class Attention {
  /** What torchvision adds between pixels that do not lie side by side: next to nothing is left. */
  private static final double APART = -100;

  private Attention() {}

  static Tensor heads(Op.MultiheadAttention a, List<Tensor> in, Weights weights, String w) {
    Tensor weight = weights.get(w + ".in_proj_weight");
    Tensor bias = weights.get(w + ".in_proj_bias");
    TensorVector parts;
    if (in.size() == 1) {
      parts = linear(in.getFirst(), weight, new TensorOptional(bias)).chunk(3, 2);
    } else {
      TensorVector each = weight.chunk(3, 0);
      TensorVector biases = bias.chunk(3, 0);
      parts = new TensorVector();
      for (int i = 0; i < 3; i++)
        parts.push_back(linear(in.get(i), each.get(i), new TensorOptional(biases.get(i))));
    }
    Tensor y =
        scaled_dot_product_attention(
            split(parts.get(0), a.heads()),
            split(parts.get(1), a.heads()),
            split(parts.get(2), a.heads()));
    return linear(
        joined(y), weights.get(w + ".out_proj.weight"), weights.find(w + ".out_proj.bias"));
  }

  static Tensor windows(Op.WindowAttention a, Tensor map, Weights weights, String w) {
    Tensor x = map.permute(0, 2, 3, 1);
    long height = x.size(1);
    long width = x.size(2);
    Grid grid = Grid.of(a, height, width);
    if (grid.h != height || grid.w != width)
      x =
          constant_pad_nd(
              x, new long[] {0, 0, 0, grid.w - width, 0, grid.h - height}, new Scalar(0));
    if (grid.shifted()) x = roll(x, new long[] {-grid.down, -grid.right}, 1, 2);
    Tensor bias = positions(a, weights, w);
    if (grid.shifted()) bias = bias.add(grid.apart(x));
    Tensor y = within(a, grid.cut(x), bias, weights, w);
    y = grid.joined(y, map.size(0));
    if (grid.shifted()) y = roll(y, new long[] {grid.down, grid.right}, 1, 2);
    return y.narrow(1, 0, height).narrow(2, 0, width).permute(0, 3, 1, 2);
  }

  /**
   * Attention among the pixels of each window, [n * windows, pixels, c].
   *
   * @param bias [windows, heads, pixels, pixels], or of 1 for all
   */
  private static Tensor within(
      Op.WindowAttention a, Tensor x, Tensor bias, Weights weights, String w) {
    TensorVector parts =
        linear(x, weights.get(w + ".qkv.weight"), weights.find(w + ".qkv.bias")).chunk(3, 2);
    double scale = Math.sqrt((double) a.heads() / a.channels());
    Tensor q = split(parts.get(0), a.heads()).mul(new Scalar(scale));
    Tensor k = split(parts.get(1), a.heads());
    Tensor scores = q.matmul(k.transpose(2, 3)).unflatten(0, -1, bias.size(0)).add(bias);
    Tensor share = softmax(scores.flatten(0, 1), -1);
    Tensor y = joined(share.matmul(split(parts.get(2), a.heads())));
    return linear(y, weights.get(w + ".proj.weight"), weights.find(w + ".proj.bias"));
  }

  /** What each pair of pixels adds by how they lie, [1, heads, pixels, pixels]. */
  private static Tensor positions(Op.WindowAttention a, Weights weights, String w) {
    long pixels = (long) a.window().h() * a.window().w();
    return weights
        .get(w + ".relative_position_bias_table")
        .index_select(0, weights.get(w + ".relative_position_index"))
        .view(pixels, pixels, a.heads())
        .permute(2, 0, 1)
        .unsqueeze(0);
  }

  /** [n, l, c] to [n, heads, l, c / heads]. */
  private static Tensor split(Tensor x, long heads) {
    return x.unflatten(2, heads, -1).transpose(1, 2);
  }

  private static Tensor joined(Tensor y) {
    return y.transpose(1, 2).flatten(2, -1);
  }

  /** Windows over a map that was padded to h by w, and how far it is rolled up and to the left. */
  private record Grid(Size window, long h, long w, long down, long right) {
    static Grid of(Op.WindowAttention a, long height, long width) {
      long h = whole(height, a.window().h());
      long w = whole(width, a.window().w());
      return new Grid(
          a.window(),
          h,
          w,
          a.window().h() >= h ? 0 : a.shift().h(),
          a.window().w() >= w ? 0 : a.shift().w());
    }

    boolean shifted() {
      return down > 0 || right > 0;
    }

    /** [n, h, w, c] to [n * windows, pixels, c]. */
    Tensor cut(Tensor x) {
      long rows = h / window.h();
      long columns = w / window.w();
      return x.reshape(x.size(0), rows, window.h(), columns, window.w(), x.size(3))
          .permute(0, 1, 3, 2, 4, 5)
          .reshape(-1, (long) window.h() * window.w(), x.size(3));
    }

    Tensor joined(Tensor y, long n) {
      return y.reshape(n, h / window.h(), w / window.w(), window.h(), window.w(), y.size(2))
          .permute(0, 1, 3, 2, 4, 5)
          .reshape(n, h, w, y.size(2));
    }

    /** Between pixels of a window that rolling brought together, [windows, 1, pixels, pixels]. */
    Tensor apart(Tensor like) {
      var regions = new float[Math.toIntExact(h * w)];
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
          regions[y * (int) w + x] =
              3 * region(y, h, window.h(), down) + region(x, w, window.w(), right);
      Tensor region = cut(Tensors.of(regions, 1, h, w, 1)).squeeze(2);
      Tensor apart = region.unsqueeze(1).ne(region.unsqueeze(2)).unsqueeze(1);
      return apart.to(like.device(), like.scalar_type()).mul(new Scalar(APART));
    }

    private static int region(int at, long size, int window, long shift) {
      if (shift == 0 || at < size - window) return 0;
      return at < size - shift ? 1 : 2;
    }

    private static long whole(long size, int window) {
      return (size + window - 1) / window * window;
    }
  }
}
