package dev.fovea.graph;

import static dev.fovea.graph.Shape.FREE;

import dev.fovea.graph.Shape.Map;
import dev.fovea.graph.Shape.Tokens;
import dev.fovea.graph.Shape.Vector;
import java.util.List;

/** What one op makes of the shapes that enter it; a free dimension is trusted until it is known. */
final class OpShape {
  private OpShape() {}

  static Shape of(Op op, List<Shape> in) {
    return switch (op) {
      case Op.Conv2d c -> {
        Map x = channels(map(one(in)), c.in());
        yield new Map(
            c.out(),
            window(x.h(), c.kernel().h(), c.stride().h(), c.padding().h(), c.dilation().h(), false),
            window(
                x.w(), c.kernel().w(), c.stride().w(), c.padding().w(), c.dilation().w(), false));
      }
      case Op.ConvTranspose2d c -> {
        Map x = channels(map(one(in)), c.in());
        yield new Map(
            c.out(),
            grown(
                x.h(),
                c.kernel().h(),
                c.stride().h(),
                c.padding().h(),
                c.outputPadding().h(),
                c.dilation().h()),
            grown(
                x.w(),
                c.kernel().w(),
                c.stride().w(),
                c.padding().w(),
                c.outputPadding().w(),
                c.dilation().w()));
      }
      case Op.Linear l -> channels(one(in), l.in()).withChannels(l.out());
      case Op.BatchNorm b -> channels(notTokens(one(in)), b.channels());
      case Op.FrozenBatchNorm b -> channels(map(one(in)), b.channels());
      case Op.LayerNorm n -> channels(one(in), n.channels());
      case Op.GroupNorm n -> channels(map(one(in)), n.channels());
      case Op.Activation _ -> one(in);
      case Op.LeakyRelu _ -> one(in);
      case Op.Softmax _ -> one(in);
      case Op.MultiheadAttention a -> attention(a, in);
      case Op.WindowAttention a -> channels(map(one(in)), a.channels());
      case Op.MaxPool2d p -> {
        Map x = map(one(in));
        yield new Map(
            x.c(),
            window(
                x.h(), p.kernel().h(), p.stride().h(), p.padding().h(), p.dilation().h(), p.ceil()),
            window(
                x.w(),
                p.kernel().w(),
                p.stride().w(),
                p.padding().w(),
                p.dilation().w(),
                p.ceil()));
      }
      case Op.AvgPool2d p -> {
        Map x = map(one(in));
        yield new Map(
            x.c(),
            window(x.h(), p.kernel().h(), p.stride().h(), p.padding().h(), 1, p.ceil()),
            window(x.w(), p.kernel().w(), p.stride().w(), p.padding().w(), 1, p.ceil()));
      }
      case Op.AdaptiveAvgPool2d p -> new Map(map(one(in)).c(), p.size().h(), p.size().w());
      case Op.AdaptiveMaxPool2d p -> new Map(map(one(in)).c(), p.size().h(), p.size().w());
      case Op.Flatten _ -> new Vector(Math.toIntExact(one(in).size()));
      case Op.Unflatten u -> {
        channels(vector(one(in)), Math.multiplyExact(Math.multiplyExact(u.c(), u.h()), u.w()));
        yield new Map(u.c(), u.h(), u.w());
      }
      case Op.Concat c -> Join.concat(c.axis(), in);
      case Op.Slice s -> slice(s, one(in));
      case Op.Pad p -> pad(p, map(one(in)));
      case Op.PadChannels p -> {
        Map x = map(one(in));
        yield new Map(plus(x.c(), p.before(), p.after()), x.h(), x.w());
      }
      case Op.Resize r -> {
        Map x = map(one(in));
        yield new Map(x.c(), times(x.h(), r.factor().h()), times(x.w(), r.factor().w()));
      }
      case Op.ResizeTo _ -> {
        count(in, 2);
        Map like = map(in.get(1));
        yield new Map(map(in.get(0)).c(), like.h(), like.w());
      }
      case Op.ToTokens _ -> {
        Map x = map(one(in));
        yield new Tokens(area(x), x.c());
      }
      case Op.Select s -> {
        Tokens x = tokens(one(in));
        if (x.l() != FREE && s.index() >= x.l())
          throw new GraphException("expects more than " + s.index() + " tokens, got " + x);
        yield new Vector(x.c());
      }
      case Op.PatchMerge _ -> {
        Map x = map(one(in));
        yield new Map(times(x.c(), 4), half(x.h()), half(x.w()));
      }
      case Op.PixelShuffle p -> {
        Map x = map(one(in));
        int square = Math.multiplyExact(p.factor(), p.factor());
        if (x.c() % square != 0)
          throw new GraphException("expects channels divisible by " + square + ", got " + x);
        yield new Map(x.c() / square, times(x.h(), p.factor()), times(x.w(), p.factor()));
      }
      case Op.Add _ -> Join.broadcast(in);
      case Op.Mul _ -> {
        count(in, 2);
        yield Join.broadcast(in);
      }
      case Op.Parameter p -> {
        count(in, 0);
        yield p.shape();
      }
      case Op.Dropout _ -> one(in);
      case Op.StochasticDepth _ -> one(in);
      case Op.Detach _ -> one(in);
    };
  }

  /** Height or width behind a sliding window, as PyTorch counts it. */
  private static int window(
      int size, int kernel, int stride, int padding, int dilation, boolean ceil) {
    if (size == FREE) return FREE;
    long reach = (long) dilation * (kernel - 1) + 1;
    long room = size + 2L * padding - reach;
    if (room < 0)
      throw new GraphException(
          "has a window of "
              + reach
              + " px, too large for "
              + size
              + " px with padding "
              + padding);
    long steps = ceil ? (room + stride - 1) / stride : room / stride;
    if (ceil && steps * stride >= size + padding) steps--;
    return Math.toIntExact(steps + 1);
  }

  private static int grown(
      int size, int kernel, int stride, int padding, int outputPadding, int dilation) {
    if (size == FREE) return FREE;
    long reach = (long) dilation * (kernel - 1) + 1;
    long grown = (size - 1L) * stride - 2L * padding + reach + outputPadding;
    if (grown <= 0) throw new GraphException("leaves no pixel of " + size + " px");
    return Math.toIntExact(grown);
  }

  private static Shape attention(Op.MultiheadAttention a, List<Shape> in) {
    if (in.size() != 1) count(in, 3);
    for (Shape x : in) channels(tokens(x), a.embed());
    if (in.size() == 3) {
      Tokens key = tokens(in.get(1));
      Tokens value = tokens(in.get(2));
      if (key.l() != FREE && value.l() != FREE && key.l() != value.l())
        throw new GraphException("expects as many keys as values, got " + key + " and " + value);
    }
    return in.getFirst();
  }

  private static int area(Map x) {
    return x.h() == FREE || x.w() == FREE ? FREE : Math.multiplyExact(x.h(), x.w());
  }

  private static int half(int dimension) {
    return dimension == FREE ? FREE : dimension / 2 + dimension % 2;
  }

  private static Shape slice(Op.Slice s, Shape x) {
    int length = s.axis() == Axis.CHANNELS ? x.c() : tokens(x).l();
    if (length != FREE && s.to() > length)
      throw new GraphException("expects at least " + s.to() + " " + word(s.axis()) + ", got " + x);
    int left = s.to() - s.from();
    return s.axis() == Axis.CHANNELS ? x.withChannels(left) : new Tokens(left, x.c());
  }

  private static Shape pad(Op.Pad p, Map x) {
    if (p.mode() == PadMode.REFLECT
        && (reaches(p.top(), p.bottom(), x.h()) || reaches(p.left(), p.right(), x.w())))
      throw new GraphException("reflects more pixels than there are in " + x);
    return new Map(x.c(), plus(x.h(), p.top(), p.bottom()), plus(x.w(), p.left(), p.right()));
  }

  private static boolean reaches(int before, int after, int size) {
    return size != FREE && Math.max(before, after) >= size;
  }

  private static String word(Axis axis) {
    return axis == Axis.CHANNELS ? "channels" : "tokens";
  }

  private static int plus(int dimension, int before, int after) {
    return dimension == FREE ? FREE : Math.toIntExact((long) dimension + before + after);
  }

  private static int times(int dimension, int factor) {
    return dimension == FREE ? FREE : Math.multiplyExact(dimension, factor);
  }

  private static void count(List<Shape> in, int expected) {
    if (in.size() != expected)
      throw new GraphException("expects " + expected + " inputs, got " + in.size());
  }

  private static Shape one(List<Shape> in) {
    count(in, 1);
    return in.getFirst();
  }

  private static Map map(Shape x) {
    if (x instanceof Map m) return m;
    throw new GraphException("expects a feature map [c, h, w], got " + x);
  }

  private static Tokens tokens(Shape x) {
    if (x instanceof Tokens t) return t;
    throw new GraphException("expects tokens [l, c], got " + x);
  }

  private static Vector vector(Shape x) {
    if (x instanceof Vector v) return v;
    throw new GraphException("expects a vector [c], got " + x);
  }

  private static Shape notTokens(Shape x) {
    if (x instanceof Tokens)
      throw new GraphException("expects a feature map or a vector, got " + x);
    return x;
  }

  private static <S extends Shape> S channels(S x, int expected) {
    if (x.c() != FREE && x.c() != expected)
      throw new GraphException("expects " + expected + " channels, got " + x);
    return x;
  }
}
