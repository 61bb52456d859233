package dev.fovea.graph;

import static dev.fovea.graph.Shape.FREE;

import dev.fovea.graph.Shape.Map;
import dev.fovea.graph.Shape.Tokens;
import dev.fovea.graph.Shape.Vector;
import java.util.List;

/** Shapes that meet: side by side, or on top of each other. */
final class Join {
  private Join() {}

  static Shape concat(Axis axis, List<Shape> in) {
    several(in);
    Shape all = in.getFirst();
    for (Shape next : in.subList(1, in.size())) all = concat(axis, all, next);
    return all;
  }

  static Shape broadcast(List<Shape> in) {
    several(in);
    Shape all = in.getFirst();
    for (Shape next : in.subList(1, in.size())) all = broadcast(all, next);
    return all;
  }

  private static Shape concat(Axis axis, Shape a, Shape b) {
    boolean channels = axis == Axis.CHANNELS;
    if (a instanceof Map x && b instanceof Map y && channels)
      return new Map(sum(x.c(), y.c()), same(x.h(), y.h(), a, b), same(x.w(), y.w(), a, b));
    if (a instanceof Tokens x && b instanceof Tokens y)
      return channels
          ? new Tokens(same(x.l(), y.l(), a, b), sum(x.c(), y.c()))
          : new Tokens(sum(x.l(), y.l()), same(x.c(), y.c(), a, b));
    if (a instanceof Vector x && b instanceof Vector y && channels)
      return new Vector(sum(x.c(), y.c()));
    throw new GraphException("cannot join " + a + " and " + b + " along " + axis);
  }

  private static Shape broadcast(Shape a, Shape b) {
    if (a instanceof Map x && b instanceof Map y)
      return new Map(
          repeat(x.c(), y.c(), a, b), repeat(x.h(), y.h(), a, b), repeat(x.w(), y.w(), a, b));
    if (a instanceof Tokens x && b instanceof Tokens y)
      return new Tokens(repeat(x.l(), y.l(), a, b), repeat(x.c(), y.c(), a, b));
    if (a instanceof Vector x && b instanceof Vector y)
      return new Vector(repeat(x.c(), y.c(), a, b));
    throw disagree(a, b);
  }

  private static void several(List<Shape> in) {
    if (in.size() < 2) throw new GraphException("expects at least 2 inputs, got " + in.size());
  }

  private static int sum(int a, int b) {
    return a == FREE || b == FREE ? FREE : Math.addExact(a, b);
  }

  private static int same(int a, int b, Shape left, Shape right) {
    if (a == FREE) return b;
    if (b == FREE || a == b) return a;
    throw disagree(left, right);
  }

  private static int repeat(int a, int b, Shape left, Shape right) {
    if (a == 1) return b;
    if (b == 1) return a;
    return same(a, b, left, right);
  }

  private static GraphException disagree(Shape left, Shape right) {
    return new GraphException("expects inputs of one shape, got " + left + " and " + right);
  }
}
