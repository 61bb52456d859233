package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.*;

import dev.fovea.graph.Op;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/** The two ops of attention on libtorch; tensors are [n, l, c] and [n, c, h, w]. */
final class Attention {
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
    WindowGrid grid = WindowGrid.of(a, height, width);
    if (grid.h() != height || grid.w() != width)
      x =
          constant_pad_nd(
              x, new long[] {0, 0, 0, grid.w() - width, 0, grid.h() - height}, new Scalar(0));
    if (grid.shifted()) x = roll(x, new long[] {-grid.down(), -grid.right()}, 1, 2);
    Tensor bias =
        WindowGrid.positions(
            a,
            weights.get(w + ".relative_position_bias_table"),
            weights.get(w + ".relative_position_index"));
    if (grid.shifted()) bias = bias.add(grid.apart().to(x.device(), x.scalar_type()));
    Tensor y = within(a, grid.cut(x), bias, weights, w);
    y = grid.joined(y, map.size(0));
    if (grid.shifted()) y = roll(y, new long[] {grid.down(), grid.right()}, 1, 2);
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

  /** [n, l, c] to [n, heads, l, c / heads]. */
  private static Tensor split(Tensor x, long heads) {
    return x.unflatten(2, heads, -1).transpose(1, 2);
  }

  private static Tensor joined(Tensor y) {
    return y.transpose(1, 2).flatten(2, -1);
  }
}
