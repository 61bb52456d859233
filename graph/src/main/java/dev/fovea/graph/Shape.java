package dev.fovea.graph;

/**
 * The shape of one sample's value on a wire; the batch dimension goes in front. A height, width or
 * length may be {@link #FREE}: known only once an image has entered.
 */
public sealed interface Shape {
  /** A dimension that the network leaves open. */
  int FREE = -1;

  /** An image or feature map: a tensor [n, c, h, w]. */
  record Map(int c, int h, int w) implements Shape {
    public Map {
      dimension("channels", c);
      dimension("height", h);
      dimension("width", w);
    }

    @Override
    public String toString() {
      return "[" + show(c) + ", " + show(h) + ", " + show(w) + "]";
    }
  }

  /** A sequence: a tensor [n, l, c]. */
  record Tokens(int l, int c) implements Shape {
    public Tokens {
      dimension("length", l);
      dimension("channels", c);
    }

    @Override
    public String toString() {
      return "[" + show(l) + ", " + show(c) + "]";
    }
  }

  /** A vector: a tensor [n, c]. */
  record Vector(int c) implements Shape {
    public Vector {
      dimension("channels", c);
    }

    @Override
    public String toString() {
      return "[" + show(c) + "]";
    }
  }

  /** Channels, the dimension that convolutions and linear layers mix; may be {@link #FREE}. */
  int c();

  /** Numbers in one sample, or {@link #FREE} where a dimension is free. */
  default long size() {
    return switch (this) {
      case Map m -> product(m.c(), m.h(), m.w());
      case Tokens t -> product(t.l(), t.c());
      case Vector v -> v.c();
    };
  }

  /** The same shape with other channels. */
  default Shape withChannels(int channels) {
    return switch (this) {
      case Map m -> new Map(channels, m.h(), m.w());
      case Tokens t -> new Tokens(t.l(), channels);
      case Vector v -> new Vector(channels);
    };
  }

  /** An image or feature map whose height and width are free. */
  static Map image(int channels) {
    return new Map(channels, FREE, FREE);
  }

  private static long product(int... dimensions) {
    long product = 1;
    for (int d : dimensions) {
      if (d == FREE) return FREE;
      product = Math.multiplyExact(product, d);
    }
    return product;
  }

  private static void dimension(String what, int value) {
    if (value <= 0 && value != FREE)
      throw new GraphException(what + " must be positive, got " + value);
  }

  private static String show(int dimension) {
    return dimension == FREE ? "?" : Integer.toString(dimension);
  }
}
