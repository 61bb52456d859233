package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import java.util.List;

/**
 * Pooling by windows. Where sizes round up, PyTorch drops a last window that would begin behind the
 * map, and ONNX's operators before opset 22 count it. So where a window may begin there, the size
 * must be known, and the map is padded until all windows lie within.
 */
final class Pools {
  private static final Size NONE = Size.of(0);

  private Pools() {}

  static String max(Draft d, Node node, Op.MaxPool2d p, Value x, Shape.Map out) {
    var reach =
        new Size(
            p.dilation().h() * (p.kernel().h() - 1) + 1,
            p.dilation().w() * (p.kernel().w() - 1) + 1);
    boolean uneven = uneven(p.ceil(), reach, p.stride(), p.padding());
    String map = x.name();
    if (uneven) {
      Size behind = behind(Known.map(node, x), out, reach, p.stride(), p.padding());
      map = Forms.around(d, map, Float.NEGATIVE_INFINITY, p.padding(), behind);
    }
    return d.add(
        "MaxPool",
        List.of(map),
        Attribute.list("kernel_shape", p.kernel().h(), p.kernel().w()),
        Attribute.list("strides", p.stride().h(), p.stride().w()),
        Attribute.list("dilations", p.dilation().h(), p.dilation().w()),
        uneven ? pads(NONE, NONE) : pads(p.padding(), p.padding()),
        Attribute.of("ceil_mode", p.ceil() && !uneven ? 1 : 0));
  }

  static String average(Draft d, Node node, Op.AvgPool2d p, Value x, Shape.Map out) {
    boolean uneven = uneven(p.ceil(), p.kernel(), p.stride(), p.padding());
    String map = x.name();
    Attribute pads = pads(p.padding(), p.padding());
    boolean counted = p.countPadding() && !p.padding().equals(NONE);
    if (uneven) {
      Size behind = behind(Known.map(node, x), out, p.kernel(), p.stride(), p.padding());
      pads = pads(p.padding(), behind);
      if (counted) { // what is behind the padding is not: the padding becomes part of the map
        map = Forms.around(d, map, 0, p.padding(), p.padding());
        pads = pads(NONE, new Size(behind.h() - p.padding().h(), behind.w() - p.padding().w()));
      }
    }
    return d.add(
        "AveragePool",
        List.of(map),
        Attribute.list("kernel_shape", p.kernel().h(), p.kernel().w()),
        Attribute.list("strides", p.stride().h(), p.stride().w()),
        pads,
        Attribute.of("count_include_pad", counted && !uneven ? 1 : 0),
        Attribute.of("ceil_mode", p.ceil() && !uneven ? 1 : 0));
  }

  /** Whether a window may begin behind the map: within padding, or where windows leave gaps. */
  private static boolean uneven(boolean ceil, Size reach, Size stride, Size padding) {
    boolean gaps = stride.h() > reach.h() || stride.w() > reach.w();
    return ceil && (gaps || !padding.equals(NONE));
  }

  /** Padding at the end that makes room for the last window. */
  private static Size behind(Shape.Map in, Shape.Map out, Size reach, Size stride, Size padding) {
    return new Size(
        Math.max(padding.h(), (out.h() - 1) * stride.h() + reach.h() - in.h() - padding.h()),
        Math.max(padding.w(), (out.w() - 1) * stride.w() + reach.w() - in.w() - padding.w()));
  }

  private static Attribute pads(Size before, Size behind) {
    return Attribute.list("pads", before.h(), before.w(), behind.h(), behind.w());
  }
}
