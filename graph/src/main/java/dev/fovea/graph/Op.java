package dev.fovea.graph;

import java.util.List;

/**
 * One box of a network diagram, at the grain of one {@code torch.nn} name: what it computes, never
 * how, where, or with which numbers. Closed on purpose: every reader of a network switches over
 * these records without a default arm, so the compiler lists each place that a new op must be
 * taught.
 *
 * <p>Shapes below are of one sample; tensors carry the batch in front. Semantics, defaults aside,
 * are those of the PyTorch name in each comment. The table of all ops, foreseen ones included, is
 * in docs/ARCHITECTURE.md.
 */
public sealed interface Op {

  // ---- convolutions and linear layers

  /**
   * {@code nn.Conv2d}: Map[in, h, w] to Map[out, ., .]; weight [out, in/groups, kh, kw], bias
   * [out].
   */
  record Conv2d(
      int in,
      int out,
      Size kernel,
      Size stride,
      Size padding,
      Size dilation,
      int groups,
      boolean bias)
      implements Op {
    public Conv2d {
      Check.channels(in, out, groups);
      Check.window(kernel, stride, padding, dilation);
    }

    /** A square kernel, padded so that stride 1 keeps height and width; no groups. */
    public static Conv2d of(int in, int out, int kernel, int stride, boolean bias) {
      return new Conv2d(
          in, out, Size.of(kernel), Size.of(stride), Size.of(kernel / 2), Size.of(1), 1, bias);
    }

    public Conv2d withOut(int out) {
      return new Conv2d(in, out, kernel, stride, padding, dilation, groups, bias);
    }

    public Conv2d withGroups(int groups) {
      return new Conv2d(in, out, kernel, stride, padding, dilation, groups, bias);
    }

    public Conv2d withPadding(Size padding) {
      return new Conv2d(in, out, kernel, stride, padding, dilation, groups, bias);
    }

    /** Another dilation, with the padding that keeps height and width at stride 1. */
    public Conv2d withDilation(int dilation) {
      var padding = new Size(kernel.h() / 2 * dilation, kernel.w() / 2 * dilation);
      return new Conv2d(in, out, kernel, stride, padding, Size.of(dilation), groups, bias);
    }
  }

  /** {@code nn.ConvTranspose2d}: weight [in, out/groups, kh, kw], bias [out]. */
  record ConvTranspose2d(
      int in,
      int out,
      Size kernel,
      Size stride,
      Size padding,
      Size outputPadding,
      Size dilation,
      int groups,
      boolean bias)
      implements Op {
    public ConvTranspose2d {
      Check.channels(in, out, groups);
      Check.window(kernel, stride, padding, dilation);
      Check.notNegative("output padding", outputPadding);
      if (outputPadding.h() >= Math.max(stride.h(), dilation.h())
          || outputPadding.w() >= Math.max(stride.w(), dilation.w()))
        throw new GraphException(
            "output padding must be below stride or dilation, got " + outputPadding);
    }

    public static ConvTranspose2d of(
        int in, int out, int kernel, int stride, int padding, boolean bias) {
      return new ConvTranspose2d(
          in,
          out,
          Size.of(kernel),
          Size.of(stride),
          Size.of(padding),
          Size.of(0),
          Size.of(1),
          1,
          bias);
    }
  }

  /**
   * {@code nn.Linear} over the channels of a vector, of tokens, or of each pixel of a map; weight
   * [out, in], bias [out].
   */
  record Linear(int in, int out, boolean bias) implements Op {
    public Linear {
      Check.positive("in channels", in);
      Check.positive("out channels", out);
    }
  }

  // ---- norms

  /**
   * {@code nn.BatchNorm2d} on a map, {@code nn.BatchNorm1d} on a vector: statistics of the batch in
   * training, running ones otherwise; weight, bias, running_mean, running_var [channels],
   * num_batches_tracked [].
   */
  record BatchNorm(int channels, double eps, double momentum) implements Op {
    public BatchNorm {
      Check.positive("channels", channels);
      Check.positive("eps", eps);
      Check.rate("momentum", momentum);
    }
  }

  /**
   * {@code torchvision.ops.FrozenBatchNorm2d}: all four tensors [channels] are buffers that never
   * change.
   */
  record FrozenBatchNorm(int channels, double eps) implements Op {
    public FrozenBatchNorm {
      Check.positive("channels", channels);
      if (!(eps >= 0)) throw new GraphException("eps must not be negative, got " + eps);
    }
  }

  /**
   * {@code nn.LayerNorm} over the channels of a vector, of tokens, or of each pixel of a map
   * (torchvision's LayerNorm2d); weight, bias [channels].
   */
  record LayerNorm(int channels, double eps) implements Op {
    public LayerNorm {
      Check.positive("channels", channels);
      Check.positive("eps", eps);
    }
  }

  /** {@code nn.GroupNorm} on a map; weight, bias [channels]. */
  record GroupNorm(int groups, int channels, double eps) implements Op {
    public GroupNorm {
      Check.positive("channels", channels);
      Check.divides("groups", groups, "channels", channels);
      Check.positive("eps", eps);
    }
  }

  // ---- activations

  /** An activation without numbers of its own, on any shape. */
  record Activation(ActivationKind kind) implements Op {}

  /** {@code nn.LeakyReLU}: x where positive, slope * x elsewhere. */
  record LeakyRelu(double slope) implements Op {
    public LeakyRelu {
      Check.finite("slope", slope);
    }
  }

  /** {@code nn.Softmax} over the channels. */
  record Softmax() implements Op {}

  // ---- attention

  /**
   * {@code nn.MultiheadAttention}, batch first, without dropout: Tokens[l, embed] that attend to
   * themselves, or query, key and value; in_proj_weight [3 embed, embed], in_proj_bias [3 embed],
   * out_proj.weight [embed, embed], out_proj.bias [embed].
   */
  record MultiheadAttention(int embed, int heads) implements Op {
    public MultiheadAttention {
      Check.positive("embed", embed);
      Check.divides("heads", heads, "embed", embed);
    }
  }

  /**
   * torchvision's {@code ShiftedWindowAttention} on a map: pixels attend within windows of a grid;
   * Liu et al. 2021. The map is padded to whole windows and rolled by the shift; along an axis that
   * one window covers there is no shift. qkv.weight [3 c, c], proj.weight [c, c], their biases,
   * relative_position_bias_table [(2 wh - 1) (2 ww - 1), heads], and the buffer
   * relative_position_index [(wh ww)^2].
   *
   * @param window height and width of a window, in pixels of the map
   * @param shift of the grid, below the window
   */
  record WindowAttention(int channels, Size window, Size shift, int heads) implements Op {
    public WindowAttention {
      Check.positive("channels", channels);
      Check.divides("heads", heads, "channels", channels);
      Check.positive("window", window);
      Check.notNegative("shift", shift);
      if (shift.h() >= window.h() || shift.w() >= window.w())
        throw new GraphException(
            "the shift must be below the window, got " + shift + " and " + window);
    }
  }

  // ---- pooling

  /** {@code nn.MaxPool2d}. */
  record MaxPool2d(Size kernel, Size stride, Size padding, Size dilation, boolean ceil)
      implements Op {
    public MaxPool2d {
      Check.window(kernel, stride, padding, dilation);
      Check.halfKernel(kernel, padding);
    }

    public static MaxPool2d of(int kernel, int stride, int padding) {
      return new MaxPool2d(Size.of(kernel), Size.of(stride), Size.of(padding), Size.of(1), false);
    }
  }

  /** {@code nn.AvgPool2d}. */
  record AvgPool2d(Size kernel, Size stride, Size padding, boolean ceil, boolean countPadding)
      implements Op {
    public AvgPool2d {
      Check.window(kernel, stride, padding, Size.of(1));
      Check.halfKernel(kernel, padding);
    }

    public static AvgPool2d of(int kernel, int stride, int padding) {
      return new AvgPool2d(Size.of(kernel), Size.of(stride), Size.of(padding), false, true);
    }
  }

  /** {@code nn.AdaptiveAvgPool2d}: any height and width to the given ones. */
  record AdaptiveAvgPool2d(Size size) implements Op {
    public AdaptiveAvgPool2d {
      Check.positive("size", size);
    }
  }

  /** {@code nn.AdaptiveMaxPool2d}: any height and width to the given ones. */
  record AdaptiveMaxPool2d(Size size) implements Op {
    public AdaptiveMaxPool2d {
      Check.positive("size", size);
    }
  }

  // ---- form

  /** {@code nn.Flatten}: Map[c, h, w] to Vector[c*h*w]; Tokens[l, c] to Vector[l*c]. */
  record Flatten() implements Op {}

  /** {@code nn.Unflatten}: Vector[c*h*w] to Map[c, h, w]. */
  record Unflatten(int c, int h, int w) implements Op {
    public Unflatten {
      Check.positive("channels", c);
      Check.positive("height", h);
      Check.positive("width", w);
    }
  }

  /** {@code torch.cat} of two or more values. */
  record Concat(Axis axis) implements Op {}

  /** {@code torch.narrow}: positions from (inclusive) to (exclusive). */
  record Slice(Axis axis, int from, int to) implements Op {
    public Slice {
      Check.notNegative("from", from);
      if (to <= from)
        throw new GraphException("a slice must end after it starts, got " + from + " to " + to);
    }
  }

  /**
   * {@code nn.ZeroPad2d}, {@code nn.ReflectionPad2d}, {@code nn.ReplicationPad2d}: pixels added at
   * each edge of a map; this is also how asymmetric padding is written.
   */
  record Pad(int top, int bottom, int left, int right, PadMode mode) implements Op {
    public Pad {
      Check.notNegative("top", top);
      Check.notNegative("bottom", bottom);
      Check.notNegative("left", left);
      Check.notNegative("right", right);
    }
  }

  /** {@code F.pad} of a map's channels with zeros: the option-A shortcut of CIFAR ResNets. */
  record PadChannels(int before, int after) implements Op {
    public PadChannels {
      Check.notNegative("before", before);
      Check.notNegative("after", after);
    }
  }

  /** {@code nn.Upsample} by whole factors, corners not aligned unless said. */
  record Resize(Size factor, Interpolation interpolation, boolean alignCorners) implements Op {
    public Resize {
      Check.positive("factor", factor);
      Check.corners(interpolation, alignCorners);
    }
  }

  /** {@code F.interpolate} of the first input to the height and width of the second. */
  record ResizeTo(Interpolation interpolation, boolean alignCorners) implements Op {
    public ResizeTo {
      Check.corners(interpolation, alignCorners);
    }
  }

  /** {@code flatten(2)}, {@code transpose(1, 2)}: Map[c, h, w] to Tokens[h*w, c], row by row. */
  record ToTokens() implements Op {}

  /** {@code x[:, index]}: one of the tokens, Tokens[l, c] to Vector[c]; a class token say. */
  record Select(int index) implements Op {
    public Select {
      Check.notNegative("index", index);
    }
  }

  /**
   * Squares of four pixels as one, torchvision's {@code PatchMerging} before its norm: Map[c, h, w]
   * to Map[4 c, h/2, w/2]; top left, bottom left, top right, bottom right. Odd sizes are padded
   * with zeros.
   */
  record PatchMerge() implements Op {}

  /** {@code nn.PixelShuffle}: Map[c*r*r, h, w] to Map[c, h*r, w*r]. */
  record PixelShuffle(int factor) implements Op {
    public PixelShuffle {
      Check.positive("factor", factor);
    }
  }

  // ---- arithmetic

  /** Sum of two or more values of one shape; a height, width or length of 1 is repeated. */
  record Add() implements Op {}

  /** Product of two values, repeated as in {@link Add}: squeeze-and-excitation, layer scale. */
  record Mul() implements Op {}

  /**
   * {@code nn.Parameter}: a learned tensor as a value; a class token, a position embedding, a layer
   * scale. Its tensor is named by the node's weights alone, without a suffix.
   *
   * @param dims the tensor's dimensions as stored, e.g. [1, 197, 768] or [768, 1, 1]
   * @param shape the shape of the value; the same numbers as dims, in the same order
   */
  record Parameter(List<Integer> dims, Shape shape) implements Op {
    public Parameter {
      dims = List.copyOf(dims);
      long stored = 1;
      for (int d : dims) {
        Check.positive("dimension", d);
        stored = Math.multiplyExact(stored, d);
      }
      if (stored != shape.size())
        throw new GraphException("a parameter stored as " + dims + " cannot be a " + shape);
    }
  }

  // ---- training only

  /** {@code nn.Dropout}: zeroes single numbers in training. */
  record Dropout(double rate) implements Op {
    public Dropout {
      Check.rate("dropout rate", rate);
    }
  }

  /**
   * {@code torchvision.ops.StochasticDepth}, mode "row": zeroes whole samples of a residual branch
   * in training; Huang et al. 2016.
   */
  record StochasticDepth(double rate) implements Op {
    public StochasticDepth {
      Check.rate("stochastic depth rate", rate);
    }
  }

  /** {@code Tensor.detach}: the value passes, its gradient does not. */
  record Detach() implements Op {}
}
