package dev.fovea.onnx;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Axis;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.PadMode;
import dev.fovea.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** One op in ONNX's operators: values in, the name of a value out. */
final class WriteOp {
  private WriteOp() {}

  static String of(Draft d, Node node, List<Value> in, Shape out) {
    List<String> names = in.stream().map(Value::name).toList();
    return switch (node.op()) {
      case Op.Conv2d c -> Convolutions.conv(d, node, c, names);
      case Op.ConvTranspose2d c -> Convolutions.transposed(d, node, c, names);
      case Op.Linear l -> Convolutions.linear(d, node, l, in.getFirst());
      case Op.BatchNorm b -> Norms.batch(d, node, b.eps(), names);
      case Op.FrozenBatchNorm b -> Norms.batch(d, node, b.eps(), names);
      case Op.LayerNorm n -> Norms.layer(d, node, n, in.getFirst());
      case Op.GroupNorm n -> Norms.group(d, node, n, names.getFirst());
      case Op.Activation a -> activation(d, a.kind(), names.getFirst());
      case Op.LeakyRelu l -> d.add("LeakyRelu", names, Attribute.of("alpha", l.slope()));
      case Op.Softmax _ ->
          d.add("Softmax", names, Attribute.of("axis", channelAxis(in.getFirst().shape())));
      case Op.MultiheadAttention a -> Heads.write(d, node, a, names);
      case Op.WindowAttention a -> Windows.write(d, node, a, in.getFirst());
      case Op.MaxPool2d p -> Pools.max(d, node, p, in.getFirst(), (Shape.Map) out);
      case Op.AvgPool2d p -> Pools.average(d, node, p, in.getFirst(), (Shape.Map) out);
      case Op.AdaptiveAvgPool2d p -> AdaptivePools.average(d, node, p.size(), in.getFirst());
      case Op.AdaptiveMaxPool2d p -> AdaptivePools.max(d, node, p.size(), in.getFirst());
      case Op.Flatten _ -> d.add("Flatten", names, Attribute.of("axis", 1));
      case Op.Unflatten u -> d.add("Reshape", with(names, d.wholes(0, u.c(), u.h(), u.w())));
      case Op.Concat c -> {
        int axis = c.axis() == Axis.TOKENS ? 1 : channelAxis(in.getFirst().shape());
        yield d.add("Concat", sameBatch(d, in), Attribute.of("axis", axis));
      }
      case Op.Slice s -> {
        int axis = s.axis() == Axis.TOKENS ? 1 : channelAxis(in.getFirst().shape());
        yield Forms.slice(d, names.getFirst(), axis, s.from(), s.to());
      }
      case Op.Pad p -> {
        long[] edges = {0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right()};
        yield Forms.pad(d, names.getFirst(), mode(p.mode()), edges);
      }
      case Op.PadChannels p ->
          Forms.pad(d, names.getFirst(), "constant", 0, p.before(), 0, 0, 0, p.after(), 0, 0);
      case Op.Resize r -> Sizes.byFactor(d, r, names.getFirst());
      case Op.ResizeTo r -> Sizes.like(d, r, names);
      case Op.ToTokens _ -> {
        String rows = d.add("Reshape", with(names, d.wholes(0, in.getFirst().shape().c(), -1)));
        yield Forms.transpose(d, rows, 0, 2, 1);
      }
      case Op.Select s -> d.add("Gather", with(names, d.whole(s.index())), Attribute.of("axis", 1));
      case Op.PatchMerge _ -> Forms.squares(d, names.getFirst());
      case Op.PixelShuffle p ->
          d.add(
              "DepthToSpace",
              names,
              Attribute.of("blocksize", p.factor()),
              Attribute.of("mode", "CRD"));
      case Op.Add _ -> names.stream().reduce((a, b) -> d.add("Add", List.of(a, b))).orElseThrow();
      case Op.Mul _ -> d.add("Mul", names);
      case Op.Parameter p -> Forms.parameter(d, node, p);
      case Op.Dropout _ -> names.getFirst();
      case Op.StochasticDepth _ -> names.getFirst();
      case Op.Detach _ -> names.getFirst();
    };
  }

  private static String activation(Draft d, ActivationKind kind, String x) {
    List<String> in = List.of(x);
    return switch (kind) {
      case RELU -> d.add("Relu", in);
      case RELU6 -> d.add("Clip", List.of(x, d.number(0), d.number(6)));
      case SIGMOID -> d.add("Sigmoid", in);
      case HARDSIGMOID ->
          d.add("HardSigmoid", in, Attribute.of("alpha", 1.0 / 6), Attribute.of("beta", 0.5));
      case SILU -> d.add("Mul", List.of(x, d.add("Sigmoid", in)));
      case HARDSWISH -> d.add("HardSwish", in);
      case TANH -> d.add("Tanh", in);
      case GELU -> gelu(d, x, "none");
      case GELU_TANH -> gelu(d, x, "tanh");
    };
  }

  private static String gelu(Draft d, String x, String approximation) {
    d.atLeast(20);
    return d.add("Gelu", List.of(x), Attribute.of("approximate", approximation));
  }

  private static String mode(PadMode mode) {
    return switch (mode) {
      case ZERO -> "constant";
      case REFLECT -> "reflect";
      case REPLICATE -> "edge";
    };
  }

  /** A learned tensor comes once; beside a batch it is repeated. */
  private static List<String> sameBatch(Draft d, List<Value> in) {
    var batch = in.stream().filter(Value::batched).findFirst();
    if (batch.isEmpty()) return in.stream().map(Value::name).toList();
    return in.stream()
        .map(v -> v.batched() ? v.name() : Forms.repeat(d, v, batch.get().name()))
        .toList();
  }

  private static List<String> with(List<String> names, String last) {
    var all = new ArrayList<>(names);
    all.add(last);
    return all;
  }

  /** The axis that holds channels: 1 of maps and vectors, 2 of tokens. */
  private static int channelAxis(Shape shape) {
    return shape instanceof Shape.Tokens ? 2 : 1;
  }
}
