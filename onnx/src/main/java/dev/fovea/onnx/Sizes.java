package dev.fovea.onnx;

import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps of another size; three settings make ONNX's Resize equal to PyTorch's, but for one. */
final class Sizes {
  private static final float CUBIC = -0.75f;

  private Sizes() {}

  static String byFactor(Draft d, Op.Resize r, String x) {
    String scales = d.numbers(1, 1, r.factor().h(), r.factor().w());
    return resize(d, List.of(x, "", scales), r.interpolation(), r.alignCorners());
  }

  static String like(Draft d, Op.ResizeTo r, List<String> in) {
    if (r.interpolation() == Interpolation.NEAREST) return nearest(d, in);
    String front = shape(d, in.get(0), 0, 2);
    String back = shape(d, in.get(1), 2, 4);
    String sizes = d.add("Concat", List.of(front, back), Attribute.of("axis", 0));
    return resize(d, List.of(in.get(0), "", "", sizes), r.interpolation(), r.alignCorners());
  }

  /**
   * Rows and columns picked as PyTorch does. Resize would divide where PyTorch multiplies; between
   * sizes without a whole factor the rounding then picks another row here and there.
   */
  private static String nearest(Draft d, List<String> in) {
    String rows = d.add("Gather", List.of(in.get(0), places(d, in, 2)), Attribute.of("axis", 2));
    return d.add("Gather", List.of(rows, places(d, in, 3)), Attribute.of("axis", 3));
  }

  /** For each row or column wanted, the one that it is picked from. */
  private static String places(Draft d, List<String> in, int axis) {
    String from = real(d, shape(d, in.get(0), axis, axis + 1));
    String count = shape(d, in.get(1), axis, axis + 1);
    String all = d.add("Range", List.of(d.whole(0), d.add("Squeeze", List.of(count)), d.whole(1)));
    String step = d.add("Div", List.of(from, real(d, count)));
    String place = d.add("Floor", List.of(d.add("Mul", List.of(real(d, all), step))));
    String last = d.add("Sub", List.of(from, d.number(1)));
    return d.add(
        "Cast", List.of(d.add("Min", List.of(place, last))), Attribute.of("to", OnnxProto.INT64));
  }

  private static String real(Draft d, String whole) {
    return d.add("Cast", List.of(whole), Attribute.of("to", OnnxProto.FLOAT));
  }

  private static String shape(Draft d, String x, int from, int to) {
    return d.add("Shape", List.of(x), Attribute.of("start", from), Attribute.of("end", to));
  }

  private static String resize(
      Draft d, List<String> in, Interpolation interpolation, boolean alignCorners) {
    String corners = alignCorners ? "align_corners" : "half_pixel";
    Attribute[] settings =
        switch (interpolation) {
          case NEAREST -> settings("nearest", "asymmetric", Attribute.of("nearest_mode", "floor"));
          case BILINEAR -> settings("linear", corners);
          case BICUBIC -> settings("cubic", corners, Attribute.of("cubic_coeff_a", CUBIC));
        };
    return d.add("Resize", in, settings);
  }

  private static Attribute[] settings(String mode, String corners, Attribute... more) {
    var all = new ArrayList<Attribute>();
    all.add(Attribute.of("mode", mode));
    all.add(Attribute.of("coordinate_transformation_mode", corners));
    all.addAll(Arrays.asList(more));
    return all.toArray(Attribute[]::new);
  }
}
