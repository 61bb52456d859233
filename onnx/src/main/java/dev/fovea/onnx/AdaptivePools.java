package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.torch.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling to a given size. To one pixel ONNX has operators of its own; else the size that enters
 * must be known, since windows overlap where it does not divide evenly.
 */
final class AdaptivePools {
  private AdaptivePools() {}

  static String average(Draft d, Node node, Size size, Value x) {
    if (one(size)) return d.add("GlobalAveragePool", List.of(x.name()));
    Shape.Map known = Known.map(node, x);
    if (divides(size, known)) return windows(d, "AveragePool", size, known, x.name());
    String rows = shares(d, known.h(), size.h(), false);
    String columns = shares(d, known.w(), size.w(), true);
    return d.add("MatMul", List.of(d.add("MatMul", List.of(rows, x.name())), columns));
  }

  static String max(Draft d, Node node, Size size, Value x) {
    if (one(size)) return d.add("GlobalMaxPool", List.of(x.name()));
    Shape.Map known = Known.map(node, x);
    if (divides(size, known)) return windows(d, "MaxPool", size, known, x.name());
    return largest(d, largest(d, x.name(), 2, known.h(), size.h()), 3, known.w(), size.w());
  }

  private static boolean one(Size size) {
    return size.h() == 1 && size.w() == 1;
  }

  private static boolean divides(Size size, Shape.Map x) {
    return x.h() % size.h() == 0 && x.w() % size.w() == 0;
  }

  private static String windows(Draft d, String type, Size size, Shape.Map x, String name) {
    int h = x.h() / size.h();
    int w = x.w() / size.w();
    return d.add(
        type, List.of(name), Attribute.list("kernel_shape", h, w), Attribute.list("strides", h, w));
  }

  /** The share of each place of {@code in} in each mean: [out, in], or turned. */
  private static String shares(Draft d, int in, int out, boolean turned) {
    var shares = new float[in * out];
    for (int o = 0; o < out; o++)
      for (int i = begin(o, in, out); i < end(o, in, out); i++)
        shares[turned ? i * out + o : o * in + i] = 1f / (end(o, in, out) - begin(o, in, out));
    String name = "shares/" + in + "to" + out + (turned ? "/turned" : "");
    return d.constant(name, turned ? Tensors.of(shares, in, out) : Tensors.of(shares, out, in));
  }

  private static String largest(Draft d, String x, int axis, int in, int out) {
    var maxima = new ArrayList<String>();
    for (int o = 0; o < out; o++) {
      String window = Forms.slice(d, x, axis, begin(o, in, out), end(o, in, out));
      maxima.add(d.add("ReduceMax", List.of(window, d.wholes(axis)), Attribute.of("keepdims", 1)));
    }
    return d.add("Concat", maxima, Attribute.of("axis", axis));
  }

  private static int begin(int o, int in, int out) {
    return (int) ((long) o * in / out);
  }

  private static int end(int o, int in, int out) {
    return (int) (((o + 1L) * in + out - 1) / out);
  }
}
