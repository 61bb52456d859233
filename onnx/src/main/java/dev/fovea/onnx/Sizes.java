package dev.fovea.onnx;

import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps of another size; three settings make ONNX's Resize equal to PyTorch's. */
final class Sizes {
  private static final float CUBIC = -0.75f;

  private Sizes() {}

  static String byFactor(Draft d, Op.Resize r, String x) {
    String scales = d.numbers(1, 1, r.factor().h(), r.factor().w());
    return resize(d, List.of(x, "", scales), r.interpolation(), r.alignCorners());
  }

  static String like(Draft d, Op.ResizeTo r, List<String> in) {
    String front = shape(d, in.get(0), 0, 2);
    String back = shape(d, in.get(1), 2, 4);
    String sizes = d.add("Concat", List.of(front, back), Attribute.of("axis", 0));
    return resize(d, List.of(in.get(0), "", "", sizes), r.interpolation(), r.alignCorners());
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
