package dev.fovea.onnx;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import java.util.List;

/** Norms; ONNX's LayerNormalization wants channels last, its norm of groups is too young. */
final class Norms {
  private Norms() {}

  static String batch(Draft d, Node node, double eps, List<String> in) {
    List<String> all =
        List.of(
            in.getFirst(),
            d.weight(node, "weight"),
            d.weight(node, "bias"),
            d.weight(node, "running_mean"),
            d.weight(node, "running_var"));
    return d.add("BatchNormalization", all, Attribute.of("epsilon", eps));
  }

  static String layer(Draft d, Node node, Op.LayerNorm n, Value x) {
    if (!(x.shape() instanceof Shape.Map)) return lastAxis(d, node, n, x.name());
    String last = Forms.transpose(d, x.name(), 0, 2, 3, 1);
    return Forms.transpose(d, lastAxis(d, node, n, last), 0, 3, 1, 2);
  }

  private static String lastAxis(Draft d, Node node, Op.LayerNorm n, String x) {
    return d.add(
        "LayerNormalization",
        List.of(x, d.weight(node, "weight"), d.weight(node, "bias")),
        Attribute.of("axis", -1),
        Attribute.of("epsilon", n.eps()));
  }

  /** Each group as one channel of an instance norm, then scale and shift by channel. */
  static String group(Draft d, Node node, Op.GroupNorm n, String x) {
    String rows = d.add("Reshape", List.of(x, d.wholes(0, n.groups(), -1)));
    String one = d.constant("ones/" + n.groups(), ones(n.groups()));
    String none = d.constant("zeros/" + n.groups(), zeros(n.groups()));
    String even =
        d.add("InstanceNormalization", List.of(rows, one, none), Attribute.of("epsilon", n.eps()));
    String map = d.add("Reshape", List.of(even, d.add("Shape", List.of(x))));
    String scaled = d.add("Mul", List.of(map, channels(d, node, "weight", n.channels())));
    return d.add("Add", List.of(scaled, channels(d, node, "bias", n.channels())));
  }

  private static String channels(Draft d, Node node, String key, int channels) {
    return d.constant(
        node.weights() + "." + key + "/channels", d.stored(node, key).view(channels, 1, 1));
  }
}
