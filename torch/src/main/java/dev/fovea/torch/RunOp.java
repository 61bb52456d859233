package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.*;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Axis;
import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/** One op on libtorch: tensors in, a tensor with a handle of its own out. */
final class RunOp {
  private RunOp() {}

  static Tensor of(Node node, List<Tensor> in, Weights weights, Mode mode) {
    boolean train = mode != Mode.EVAL;
    String w = node.weights();
    return switch (node.op()) {
      case Op.Conv2d c ->
          conv2d(
              in.getFirst(),
              weights.get(w + ".weight"),
              weights.find(w + ".bias"),
              two(c.stride()),
              two(c.padding()),
              two(c.dilation()),
              c.groups());
      case Op.ConvTranspose2d c ->
          conv_transpose2d(
              in.getFirst(),
              weights.get(w + ".weight"),
              weights.find(w + ".bias"),
              two(c.stride()),
              two(c.padding()),
              two(c.outputPadding()),
              c.groups(),
              two(c.dilation()));
      case Op.Linear _ -> {
        Tensor x = channelsLast(in.getFirst());
        yield channelsFirst(linear(x, weights.get(w + ".weight"), weights.find(w + ".bias")));
      }
      case Op.BatchNorm b -> {
        if (mode == Mode.TRAIN) count(weights.get(w + ".num_batches_tracked"));
        yield batchNorm(in.getFirst(), w, weights, mode, b.momentum(), b.eps());
      }
      case Op.FrozenBatchNorm b -> batchNorm(in.getFirst(), w, weights, Mode.EVAL, 0, b.eps());
      case Op.LayerNorm n -> {
        Tensor x = channelsLast(in.getFirst());
        var shape = new long[] {n.channels()};
        yield channelsFirst(
            layer_norm(
                x, shape, weights.find(w + ".weight"), weights.find(w + ".bias"), n.eps(), false));
      }
      case Op.GroupNorm n ->
          group_norm(
              in.getFirst(),
              n.groups(),
              weights.find(w + ".weight"),
              weights.find(w + ".bias"),
              n.eps(),
              false);
      case Op.Activation a -> activation(a.kind(), in.getFirst());
      case Op.LeakyRelu l -> leaky_relu(in.getFirst(), new Scalar(l.slope()));
      case Op.Softmax _ -> softmax(in.getFirst(), channelAxis(in.getFirst()));
      case Op.MultiheadAttention a -> Attention.heads(a, in, weights, w);
      case Op.WindowAttention a -> Attention.windows(a, in.getFirst(), weights, w);
      case Op.MaxPool2d p ->
          max_pool2d(
              in.getFirst(),
              two(p.kernel()),
              two(p.stride()),
              two(p.padding()),
              two(p.dilation()),
              p.ceil());
      case Op.AvgPool2d p ->
          avg_pool2d(
              in.getFirst(),
              two(p.kernel()),
              two(p.stride()),
              two(p.padding()),
              p.ceil(),
              p.countPadding(),
              new LongOptional());
      case Op.AdaptiveAvgPool2d p -> adaptive_avg_pool2d(in.getFirst(), two(p.size()));
      case Op.AdaptiveMaxPool2d p -> adaptive_max_pool2d(in.getFirst(), two(p.size())).get0();
      case Op.Flatten _ -> in.getFirst().flatten(1, -1);
      case Op.Unflatten u -> in.getFirst().reshape(-1, u.c(), u.h(), u.w());
      case Op.Concat c -> {
        long axis = c.axis() == Axis.TOKENS ? 1 : channelAxis(in.getFirst());
        yield cat(new TensorVector(sameBatch(in)), axis);
      }
      case Op.Slice s -> {
        long axis = s.axis() == Axis.TOKENS ? 1 : channelAxis(in.getFirst());
        yield in.getFirst().narrow(axis, s.from(), s.to() - s.from());
      }
      case Op.Pad p -> pad(p, in.getFirst());
      case Op.PadChannels p ->
          constant_pad_nd(
              in.getFirst(), new long[] {0, 0, 0, 0, p.before(), p.after()}, new Scalar(0));
      case Op.Resize r -> {
        Tensor x = in.getFirst();
        long[] size = {x.size(2) * r.factor().h(), x.size(3) * r.factor().w()};
        yield resize(x, size, r.interpolation(), r.alignCorners());
      }
      case Op.ResizeTo r -> {
        Tensor like = in.get(1);
        long[] size = {like.size(2), like.size(3)};
        yield resize(in.getFirst(), size, r.interpolation(), r.alignCorners());
      }
      case Op.ToTokens _ -> in.getFirst().flatten(2, -1).transpose(1, 2);
      case Op.Select s -> in.getFirst().select(1, s.index());
      case Op.PatchMerge _ -> squares(in.getFirst());
      case Op.PixelShuffle p -> pixel_shuffle(in.getFirst(), p.factor());
      case Op.Add _ -> in.stream().reduce(Tensor::add).orElseThrow();
      case Op.Mul _ -> in.get(0).mul(in.get(1));
      case Op.Parameter p -> weights.get(w).view(batchOfOne(p.shape()));
      case Op.Dropout d -> dropout(in.getFirst(), d.rate(), train);
      case Op.StochasticDepth d -> dropSamples(in.getFirst(), d.rate(), train);
      case Op.Detach _ -> in.getFirst().detach();
    };
  }

  private static Tensor activation(ActivationKind kind, Tensor x) {
    return switch (kind) {
      case RELU -> x.relu();
      case RELU6 -> hardtanh(x, new Scalar(0), new Scalar(6));
      case SIGMOID -> x.sigmoid();
      case HARDSIGMOID -> hardsigmoid(x);
      case SILU -> silu(x);
      case HARDSWISH -> hardswish(x);
      case TANH -> x.tanh();
      case GELU -> gelu(x);
      case GELU_TANH -> gelu(x, "tanh");
    };
  }

  private static Tensor batchNorm(
      Tensor x, String w, Weights weights, Mode mode, double momentum, double eps) {
    boolean again = mode == Mode.AGAIN;
    return batch_norm(
        x,
        weights.find(w + ".weight"),
        weights.find(w + ".bias"),
        again ? new TensorOptional() : weights.find(w + ".running_mean"),
        again ? new TensorOptional() : weights.find(w + ".running_var"),
        mode != Mode.EVAL,
        momentum,
        eps,
        true);
  }

  private static void count(Tensor batches) {
    try (var _ = Gradients.off()) {
      batches.add_(new Scalar(1));
    }
  }

  private static Tensor pad(Op.Pad p, Tensor x) {
    long[] edges = {p.left(), p.right(), p.top(), p.bottom()};
    return switch (p.mode()) {
      case ZERO -> constant_pad_nd(x, edges, new Scalar(0));
      case REFLECT -> reflection_pad2d(x, edges);
      case REPLICATE -> replication_pad2d(x, edges);
    };
  }

  private static Tensor squares(Tensor odd) {
    long[] even = {0, odd.size(3) % 2, 0, odd.size(2) % 2};
    Tensor x = constant_pad_nd(odd, even, new Scalar(0));
    Tensor left = second(x, 3, 0);
    Tensor right = second(x, 3, 1);
    return cat(
        new TensorVector(
            second(left, 2, 0), second(left, 2, 1), second(right, 2, 0), second(right, 2, 1)),
        1);
  }

  /** Every second row or column. */
  private static Tensor second(Tensor x, long axis, long from) {
    return x.slice(axis, new LongOptional(from), new LongOptional(), 2);
  }

  private static Tensor resize(
      Tensor x, long[] size, Interpolation interpolation, boolean alignCorners) {
    return switch (interpolation) {
      case NEAREST -> upsample_nearest2d(x, size);
      case BILINEAR -> upsample_bilinear2d(x, size, alignCorners);
      case BICUBIC -> upsample_bicubic2d(x, size, alignCorners);
    };
  }

  /** Zeroes whole samples and scales the others, so that the mean stays. */
  private static Tensor dropSamples(Tensor x, double rate, boolean train) {
    if (!train || rate == 0) return dropout(x, rate, false);
    long[] one = new long[(int) x.dim()];
    java.util.Arrays.fill(one, 1);
    one[0] = x.size(0);
    Tensor kept =
        x.new_empty(one).bernoulli_(1 - rate, new org.bytedeco.pytorch.GeneratorOptional());
    return x.mul(kept.div_(new Scalar(1 - rate)));
  }

  /** A learned tensor comes once; beside a batch it is repeated, without a copy. */
  private static Tensor[] sameBatch(List<Tensor> in) {
    long batch = in.stream().mapToLong(x -> x.size(0)).max().orElseThrow();
    return in.stream().map(x -> x.size(0) == batch ? x : repeated(x, batch)).toArray(Tensor[]::new);
  }

  private static Tensor repeated(Tensor x, long batch) {
    long[] shape = x.shape();
    shape[0] = batch;
    return x.expand(shape);
  }

  /** The axis that holds channels: 1 of maps and vectors, 2 of tokens. */
  private static long channelAxis(Tensor x) {
    return x.dim() == 3 ? 2 : 1;
  }

  private static Tensor channelsLast(Tensor x) {
    return x.dim() == 4 ? x.permute(0, 2, 3, 1) : x;
  }

  private static Tensor channelsFirst(Tensor x) {
    return x.dim() == 4 ? x.permute(0, 3, 1, 2) : x;
  }

  private static long[] batchOfOne(Shape shape) {
    return switch (shape) {
      case Shape.Map m -> new long[] {1, m.c(), m.h(), m.w()};
      case Shape.Tokens t -> new long[] {1, t.l(), t.c()};
      case Shape.Vector v -> new long[] {1, v.c()};
    };
  }

  private static long[] two(Size size) {
    return new long[] {size.h(), size.w()};
  }
}
