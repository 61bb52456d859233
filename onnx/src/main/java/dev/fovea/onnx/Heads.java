package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.TensorVector;

/** Attention of several heads; values are [n, l, c], and [n, heads, l, c / heads] within. */
final class Heads {
  private Heads() {}

  static String write(Draft d, Node node, Op.MultiheadAttention a, List<String> in) {
    List<String> parts = in.size() == 1 ? itself(d, node, in.getFirst()) : others(d, node, in);
    String y = attend(d, a.heads(), a.embed(), parts, UnaryOperator.identity());
    return Convolutions.product(d, node, "out_proj.", y, true);
  }

  private static List<String> itself(Draft d, Node node, String x) {
    String all = Convolutions.product(d, node, "in_proj_weight", "in_proj_bias", x, true);
    return d.split(all, 2, 3);
  }

  private static List<String> others(Draft d, Node node, List<String> in) {
    TensorVector weights = d.stored(node, "in_proj_weight").t().chunk(3, 1);
    TensorVector biases = d.stored(node, "in_proj_bias").chunk(3, 0);
    var parts = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      String name = Params.fullName(node, "in_proj_");
      String weight = d.constant(name + "weight/" + i, weights.get(i).contiguous());
      String bias = d.constant(name + "bias/" + i, biases.get(i).contiguous());
      parts.add(d.add("Add", List.of(d.add("MatMul", List.of(in.get(i), weight)), bias)));
    }
    return parts;
  }

  /**
   * Softmax of query times key, times value.
   *
   * @param parts query, key and value
   * @param bias adds to the scores [n, heads, l, l], and names the sum
   */
  static String attend(
      Draft d, int heads, int channels, List<String> parts, UnaryOperator<String> bias) {
    String q = Forms.transpose(d, split(d, parts.get(0), heads, channels), 0, 2, 1, 3);
    String k = Forms.transpose(d, split(d, parts.get(1), heads, channels), 0, 2, 3, 1);
    String v = Forms.transpose(d, split(d, parts.get(2), heads, channels), 0, 2, 1, 3);
    String scale = d.number((float) Math.sqrt((double) heads / channels));
    String scores = d.add("MatMul", List.of(d.add("Mul", List.of(q, scale)), k));
    String shares = d.add("Softmax", List.of(bias.apply(scores)), Attribute.of("axis", -1));
    String y = Forms.transpose(d, d.add("MatMul", List.of(shares, v)), 0, 2, 1, 3);
    return Forms.reshape(d, y, 0, 0, channels);
  }

  private static String split(Draft d, String x, int heads, int channels) {
    return Forms.reshape(d, x, 0, 0, heads, channels / heads);
  }
}
