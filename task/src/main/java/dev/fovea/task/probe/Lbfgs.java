package dev.fovea.task.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * The lowest point of a smooth convex function: L-BFGS (Nocedal and Wright 2006, algorithms 7.4 and
 * 7.5) with ten pairs and steps that are halved until Armijo's rule holds.
 */
final class Lbfgs {
  private static final int PAIRS = 10;
  private static final int MOST_STEPS = 500;
  private static final double FLAT = 2e-8;
  private static final double ARMIJO = 1e-4;
  private static final int MOST_HALVINGS = 40;

  /** A function with a slope everywhere. */
  interface Smooth {
    /** The value at a point; writes the slope there. */
    double at(double[] point, double[] slope);
  }

  /** A step, how the slope changed along it, and their product, above 0. */
  private static final class Pair {
    final double[] step;
    final double[] change;
    final double product;

    Pair(double[] step, double[] change, double product) {
      this.step = step;
      this.change = change;
      this.product = product;
    }
  }

  private Lbfgs() {}

  static double[] least(Smooth function, double[] start) {
    double[] x = start;
    var slope = new double[x.length];
    double value = function.at(x, slope);
    var pairs = new ArrayDeque<Pair>();
    for (int step = 0; step < MOST_STEPS && largest(slope) > FLAT; step++) {
      double[] way = direction(slope, pairs);
      double fall = dot(way, slope);
      double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(slope, slope))) : 1;
      var next = new double[x.length];
      var nextSlope = new double[x.length];
      double nextValue = Double.NaN;
      int halvings = 0;
      for (; halvings < MOST_HALVINGS; halvings++, length /= 2) {
        for (int i = 0; i < x.length; i++) next[i] = x[i] + length * way[i];
        nextValue = function.at(next, nextSlope);
        if (nextValue <= value + ARMIJO * length * fall) break;
      }
      if (halvings == MOST_HALVINGS) break; // no lower within rounding
      remember(pairs, x, next, slope, nextSlope);
      x = next;
      slope = nextSlope;
      value = nextValue;
    }
    return x;
  }

  private static void remember(
      ArrayDeque<Pair> pairs, double[] x, double[] next, double[] slope, double[] nextSlope) {
    var step = new double[x.length];
    var change = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      step[i] = next[i] - x[i];
      change[i] = nextSlope[i] - slope[i];
    }
    double product = dot(step, change);
    if (product <= 1e-300) return;
    if (pairs.size() == PAIRS) pairs.removeFirst();
    pairs.addLast(new Pair(step, change, product));
  }

  /** Downhill, in the metric that the last steps have shown. */
  private static double[] direction(double[] slope, ArrayDeque<Pair> pairs) {
    double[] way = slope.clone();
    var shares = new ArrayList<Double>();
    var newestFirst = pairs.descendingIterator();
    while (newestFirst.hasNext()) {
      Pair pair = newestFirst.next();
      double share = dot(pair.step, way) / pair.product;
      add(way, -share, pair.change);
      shares.addFirst(share);
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      double scale = last.product / dot(last.change, last.change);
      for (int i = 0; i < way.length; i++) way[i] *= scale;
    }
    int at = 0;
    for (Pair pair : pairs) {
      double again = dot(pair.change, way) / pair.product;
      add(way, shares.get(at++) - again, pair.step);
    }
    for (int i = 0; i < way.length; i++) way[i] = -way[i];
    return way;
  }

  private static void add(double[] to, double times, double[] from) {
    for (int i = 0; i < to.length; i++) to[i] += times * from[i];
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  private static double largest(double[] slope) {
    double largest = 0;
    for (double s : slope) largest = Math.max(largest, Math.abs(s));
    return largest;
  }
}
