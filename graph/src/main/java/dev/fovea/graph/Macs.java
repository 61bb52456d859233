package dev.fovea.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Multiply-adds of one sample, counted as torchvision's model pages and fvcore count them:
 * convolutions, transposed convolutions, linear layers and the products of attention; biases,
 * norms, activations and pooling are free.
 */
public final class Macs {
  private Macs() {}

  /** Multiply-adds of the whole network for images of this height and width, in pixels. */
  public static long of(Network network, int height, int width) {
    return of(network, Shapes.of(network, height, width));
  }

  /** Multiply-adds of the whole network, for the shapes on its wires. */
  public static long of(Network network, SequencedMap<String, Shape> shapes) {
    try {
      return byNode(network, shapes).values().stream().reduce(0L, Math::addExact);
    } catch (ArithmeticException e) {
      throw tooMany(network, e);
    }
  }

  /** Multiply-adds by node name, for the shapes on the network's wires. */
  public static SequencedMap<String, Long> byNode(
      Network network, SequencedMap<String, Shape> shapes) {
    var macs = new LinkedHashMap<String, Long>();
    for (Node node : network.nodes()) {
      List<Shape> in = node.inputs().stream().map(shapes::get).toList();
      try {
        macs.put(node.name(), of(node.op(), in, shapes.get(node.name())));
      } catch (ArithmeticException e) {
        throw tooMany(network, e);
      }
    }
    return Collections.unmodifiableSequencedMap(macs);
  }

  /** Multiply-adds of one op that makes {@code out} of {@code in}; all shapes are known. */
  static long of(Op op, List<Shape> in, Shape out) {
    return switch (op) {
      case Op.Conv2d c -> product(out.size(), c.in() / c.groups(), c.kernel().h(), c.kernel().w());
      case Op.ConvTranspose2d c ->
          product(in.getFirst().size(), c.out() / c.groups(), c.kernel().h(), c.kernel().w());
      case Op.Linear l -> product(out.size(), l.in());
      case Op.BatchNorm _ -> 0;
      case Op.FrozenBatchNorm _ -> 0;
      case Op.LayerNorm _ -> 0;
      case Op.GroupNorm _ -> 0;
      case Op.Activation _ -> 0;
      case Op.LeakyRelu _ -> 0;
      case Op.Softmax _ -> 0;
      case Op.MultiheadAttention a -> attention(a, in);
      case Op.WindowAttention a -> windows(a, (Shape.Map) out);
      case Op.MaxPool2d _ -> 0;
      case Op.AvgPool2d _ -> 0;
      case Op.AdaptiveAvgPool2d _ -> 0;
      case Op.AdaptiveMaxPool2d _ -> 0;
      case Op.Flatten _ -> 0;
      case Op.Unflatten _ -> 0;
      case Op.Concat _ -> 0;
      case Op.Slice _ -> 0;
      case Op.Pad _ -> 0;
      case Op.PadChannels _ -> 0;
      case Op.Resize _ -> 0;
      case Op.ResizeTo _ -> 0;
      case Op.ToTokens _ -> 0;
      case Op.Select _ -> 0;
      case Op.PatchMerge _ -> 0;
      case Op.PixelShuffle _ -> 0;
      case Op.Add _ -> 0;
      case Op.Mul _ -> 0;
      case Op.Parameter _ -> 0;
      case Op.Dropout _ -> 0;
      case Op.StochasticDepth _ -> 0;
      case Op.Detach _ -> 0;
    };
  }

  /** Four projections, each query by each key, and each weight by each value. */
  private static long attention(Op.MultiheadAttention a, List<Shape> in) {
    long queries = ((Shape.Tokens) in.getFirst()).l();
    long keys = ((Shape.Tokens) in.getLast()).l();
    long projections = product(Math.addExact(2 * queries, 2 * keys), a.embed(), a.embed());
    return Math.addExact(
        projections, Math.multiplyExact(Math.multiplyExact(2 * queries, keys), a.embed()));
  }

  /** As above for each window of the padded map; three of the projections are one layer. */
  private static long windows(Op.WindowAttention a, Shape.Map x) {
    int height = a.window().h();
    int width = a.window().w();
    long pixels = product((x.h() + height - 1L) / height * height, width);
    pixels = Math.multiplyExact(pixels, (x.w() + width - 1L) / width);
    long each = Math.addExact(product(4L, a.channels()), product(2L, height, width));
    return Math.multiplyExact(Math.multiplyExact(pixels, each), a.channels());
  }

  private static GraphException tooMany(Network network, ArithmeticException e) {
    return new GraphException(network.name() + ": takes 2^63 multiply-adds or more", e);
  }

  private static long product(long size, int... factors) {
    long product = size;
    for (int factor : factors) product = Math.multiplyExact(product, factor);
    return product;
  }
}
