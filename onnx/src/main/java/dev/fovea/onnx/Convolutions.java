package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import java.util.ArrayList;
import java.util.List;

/** Convolutions and linear layers; their weights lie as PyTorch's do, but those of a MatMul. */
final class Convolutions {
  private Convolutions() {}

  static String conv(Draft d, Node node, Op.Conv2d c, List<String> in) {
    var windows = windows(c.kernel(), c.stride(), c.padding(), c.dilation(), c.groups());
    return d.add("Conv", weighted(d, node, in, c.bias()), windows.toArray(Attribute[]::new));
  }

  static String transposed(Draft d, Node node, Op.ConvTranspose2d c, List<String> in) {
    var windows = windows(c.kernel(), c.stride(), c.padding(), c.dilation(), c.groups());
    windows.add(Attribute.list("output_padding", c.outputPadding().h(), c.outputPadding().w()));
    return d.add(
        "ConvTranspose", weighted(d, node, in, c.bias()), windows.toArray(Attribute[]::new));
  }

  private static List<Attribute> windows(
      Size kernel, Size stride, Size padding, Size dilation, int groups) {
    return new ArrayList<>(
        List.of(
            Attribute.list("kernel_shape", kernel.h(), kernel.w()),
            Attribute.list("strides", stride.h(), stride.w()),
            Attribute.list("pads", padding.h(), padding.w(), padding.h(), padding.w()),
            Attribute.list("dilations", dilation.h(), dilation.w()),
            Attribute.of("group", groups)));
  }

  static String linear(Draft d, Node node, Op.Linear l, Value x) {
    return switch (x.shape()) {
      case Shape.Vector _ ->
          d.add("Gemm", weighted(d, node, List.of(x.name()), l.bias()), Attribute.of("transB", 1));
      case Shape.Tokens _ -> product(d, node, "", x.name(), l.bias());
      case Shape.Map _ -> {
        var in = new ArrayList<>(List.of(x.name()));
        in.add(
            d.constant(
                node.weights() + ".weight/pixel",
                d.stored(node, "weight").view(l.out(), l.in(), 1, 1)));
        if (l.bias()) in.add(d.weight(node, "bias"));
        yield d.add("Conv", in, Attribute.list("kernel_shape", 1, 1));
      }
    };
  }

  /**
   * A linear layer over the last axis.
   *
   * @param layer prefix of its tensors within the node, such as {@code out_proj.}
   */
  static String product(Draft d, Node node, String layer, String x, boolean bias) {
    return product(d, node, layer + "weight", layer + "bias", x, bias);
  }

  static String product(
      Draft d, Node node, String weight, String bias, String x, boolean withBias) {
    String turned =
        d.constant(
            node.weights() + "." + weight + "/turned", d.stored(node, weight).t().contiguous());
    String y = d.add("MatMul", List.of(x, turned));
    return withBias ? d.add("Add", List.of(y, d.weight(node, bias))) : y;
  }

  private static List<String> weighted(Draft d, Node node, List<String> x, boolean bias) {
    var in = new ArrayList<>(x);
    in.add(d.weight(node, "weight"));
    if (bias) in.add(d.weight(node, "bias"));
    return in;
  }
}
