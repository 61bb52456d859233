package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Values in other forms: turned, cut, padded, repeated. */
final class Forms {
  private Forms() {}

  static String transpose(Draft d, String x, long... axes) {
    return d.add("Transpose", List.of(x), Attribute.list("perm", axes));
  }

  static String reshape(Draft d, String x, long... shape) {
    return d.add("Reshape", List.of(x, d.wholes(shape)));
  }

  /** Positions from (inclusive) to (exclusive) of one axis. */
  static String slice(Draft d, String x, int axis, long from, long to) {
    return slice(d, x, new long[] {from}, new long[] {to}, new long[] {axis}, new long[] {1});
  }

  private static String slice(
      Draft d, String x, long[] from, long[] to, long[] axes, long[] steps) {
    return d.add(
        "Slice", List.of(x, d.wholes(from), d.wholes(to), d.wholes(axes), d.wholes(steps)));
  }

  /** The highest of each row, and where they are. */
  static List<String> top(Draft d, String rows, int most) {
    return d.add(2, "TopK", List.of(rows, d.wholes(most)), Attribute.of("axis", 1));
  }

  /**
   * A padded value.
   *
   * @param edges what each axis gets in front, then what each gets behind
   */
  static String pad(Draft d, String x, String mode, long... edges) {
    return d.add("Pad", List.of(x, d.wholes(edges)), Attribute.of("mode", mode));
  }

  /** A map with a number around it. */
  static String around(Draft d, String map, float number, Size before, Size behind) {
    String edges = d.wholes(0, 0, before.h(), before.w(), 0, 0, behind.h(), behind.w());
    return d.add("Pad", List.of(map, edges, d.number(number)), Attribute.of("mode", "constant"));
  }

  /** A learned tensor, with a batch of one in front. */
  static String parameter(Draft d, Node node, Op.Parameter p) {
    long[] stored = p.dims().stream().mapToLong(n -> n).toArray();
    long[] shape = LongStream.concat(LongStream.of(1), dims(p.shape())).toArray();
    if (Arrays.equals(stored, shape)) return d.weight(node, "");
    return d.constant(Params.fullName(node, "") + "/once", d.stored(node, "").view(shape));
  }

  private static LongStream dims(Shape shape) {
    return switch (shape) {
      case Shape.Map m -> LongStream.of(m.c(), m.h(), m.w());
      case Shape.Tokens t -> LongStream.of(t.l(), t.c());
      case Shape.Vector v -> LongStream.of(v.c());
    };
  }

  /** A value that comes once, repeated for each sample of another. */
  static String repeat(Draft d, Value once, String like) {
    String batch = d.add("Shape", List.of(like), Attribute.of("start", 0), Attribute.of("end", 1));
    long[] ones = dims(once.shape()).map(_ -> 1).toArray();
    String shape = d.add("Concat", List.of(batch, d.wholes(ones)), Attribute.of("axis", 0));
    return d.add("Expand", List.of(once.name(), shape));
  }

  /**
   * Squares of four pixels as one: top left, bottom left, top right, bottom right. One row and one
   * column of zeros behind are read where the size is odd, and stepped over where it is even.
   */
  static String squares(Draft d, String x) {
    String padded = pad(d, x, "constant", 0, 0, 0, 0, 0, 0, 1, 1);
    List<String> corners =
        IntStream.range(0, 4).mapToObj(i -> corner(d, padded, i % 2, i / 2)).toList();
    return d.add("Concat", corners, Attribute.of("axis", 1));
  }

  private static String corner(Draft d, String padded, int down, int right) {
    long[] from = {down, right};
    long[] to = {down == 0 ? -1 : Long.MAX_VALUE, right == 0 ? -1 : Long.MAX_VALUE};
    return slice(d, padded, from, to, new long[] {2, 3}, new long[] {2, 2});
  }
}
