package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.*;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Init;
import dev.fovea.graph.Init.Fill;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import java.util.LinkedHashMap;
import java.util.List;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;

/**
 * The numbers that a network starts with: PyTorch's own start of each module, except where an
 * {@link Init} says otherwise. The same seed gives the same bits.
 */
public final class InitialWeights {
  private InitialWeights() {}

  /** Tensors on the CPU, without gradients. */
  public static Weights of(Network network, Init init, long seed) {
    Natives.load();
    manual_seed(seed);
    var all = new LinkedHashMap<String, Tensor>();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      for (Node node : network.nodes())
        Params.of(node.op())
            .forEach((key, param) ->
                all.computeIfAbsent(
                    Params.fullName(node, key), _ -> Scope.keep(tensor(node, key, param, init))));
    }
    return Weights.of(all);
  }

  private static Tensor tensor(Node node, String key, Param param, Init init) {
    long[] shape = param.shape().stream().mapToLong(d -> d).toArray();
    if (param.dtype() == Dtype.INT64)
      return node.op() instanceof Op.WindowAttention a
          ? RelativePositions.of(a.window())
          : zeros(shape, new TensorOptions(ScalarType.Long));
    Fill fill = init.fill(node, key);
    return filled(empty(shape), fill == null ? usual(node.op(), key) : fill);
  }

  private static Tensor filled(Tensor t, Fill fill) {
    var generator = new GeneratorOptional();
    return switch (fill) {
      case Fill.Constant c -> t.fill_(new Scalar(c.value()));
      case Fill.Ramp r ->
          t.copy_(
              arange(new Scalar((double) t.numel()))
                  .remainder(new Scalar(r.period()))
                  .mul(new Scalar(r.step()))
                  .view_as(t));
      case Fill.Normal n -> t.normal_(0, n.deviation(), generator);
      case Fill.TruncatedNormal n -> truncated(t, n.deviation());
      case Fill.LecunNormal _ -> truncated(t, Math.sqrt(1.0 / fan(t, false)));
      case Fill.XavierUniform _ -> {
        double bound = Math.sqrt(6.0 / (fan(t, false) + fan(t, true)));
        yield t.uniform_(-bound, bound, generator);
      }
      case Fill.Uniform u -> t.uniform_(-u.bound(), u.bound(), generator);
      case Fill.KaimingNormal k -> t.normal_(0, Math.sqrt(2.0 / fan(t, k.fanOut())), generator);
    };
  }

  /** As nn.init.trunc_normal_: those outside are drawn again until none is left. */
  private static Tensor truncated(Tensor t, double deviation) {
    t.normal_(0, deviation, new GeneratorOptional());
    Tensor outside = t.abs().gt(new Scalar(Fill.TruncatedNormal.END));
    while (outside.any().item_bool()) {
      Tensor again = empty_like(t).normal_(0, deviation, new GeneratorOptional());
      t.copy_(again.where(outside, t));
      outside = t.abs().gt(new Scalar(Fill.TruncatedNormal.END));
    }
    return t;
  }

  /** What the reset_parameters() of each torch.nn module does. */
  private static Fill usual(Op op, String key) {
    return switch (op) {
      case Op.Conv2d c -> oneOverRoot(c.in() / c.groups() * c.kernel().h() * c.kernel().w());
      case Op.ConvTranspose2d c ->
          oneOverRoot(c.out() / c.groups() * c.kernel().h() * c.kernel().w());
      case Op.Linear l -> oneOverRoot(l.in());
      case Op.BatchNorm _ -> norm(key);
      case Op.FrozenBatchNorm _ -> norm(key);
      case Op.LayerNorm _ -> norm(key);
      case Op.GroupNorm _ -> norm(key);
      case Op.MultiheadAttention a ->
          switch (key) {
            case "in_proj_weight" -> new Fill.XavierUniform();
            case "out_proj.weight" -> oneOverRoot(a.embed());
            default -> new Fill.Constant(0);
          };
      case Op.WindowAttention a ->
          key.equals("relative_position_bias_table")
              ? new Fill.TruncatedNormal(0.02)
              : oneOverRoot(a.channels());
      case Op.Parameter _ -> new Fill.Constant(0);
      case Op.Activation _ -> none(op);
      case Op.LeakyRelu _ -> none(op);
      case Op.Softmax _ -> none(op);
      case Op.MaxPool2d _ -> none(op);
      case Op.AvgPool2d _ -> none(op);
      case Op.AdaptiveAvgPool2d _ -> none(op);
      case Op.AdaptiveMaxPool2d _ -> none(op);
      case Op.Flatten _ -> none(op);
      case Op.Unflatten _ -> none(op);
      case Op.Concat _ -> none(op);
      case Op.Slice _ -> none(op);
      case Op.Pad _ -> none(op);
      case Op.PadChannels _ -> none(op);
      case Op.Resize _ -> none(op);
      case Op.ResizeTo _ -> none(op);
      case Op.ToTokens _ -> none(op);
      case Op.Select _ -> none(op);
      case Op.PatchMerge _ -> none(op);
      case Op.PixelShuffle _ -> none(op);
      case Op.Add _ -> none(op);
      case Op.Mul _ -> none(op);
      case Op.Dropout _ -> none(op);
      case Op.StochasticDepth _ -> none(op);
      case Op.Detach _ -> none(op);
    };
  }

  /**
   * kaiming_uniform_ with a = sqrt(5) for weights and the rule for biases come to the same bound.
   */
  private static Fill oneOverRoot(int fanIn) {
    return new Fill.Uniform(1 / Math.sqrt(fanIn));
  }

  private static Fill norm(String key) {
    return new Fill.Constant(List.of("weight", "running_var").contains(key) ? 1 : 0);
  }

  private static Fill none(Op op) {
    throw new IllegalStateException(op + " holds no tensors");
  }

  /** Inputs or outputs of one position times the kernel's area. */
  private static long fan(Tensor t, boolean out) {
    long area = 1;
    for (long axis = 2; axis < t.dim(); axis++) area *= t.size(axis);
    return area * t.size(out ? 0 : 1);
  }
}
