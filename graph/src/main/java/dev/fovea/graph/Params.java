package dev.fovea.graph;

import static dev.fovea.graph.Param.Role.BUFFER;
import static dev.fovea.graph.Param.Role.PARAMETER;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The tensors that a network needs, named and shaped as in a PyTorch state dict. */
public final class Params {
  private Params() {}

  /** By full name, in the order of the nodes; shared tensors once. */
  public static SequencedMap<String, Param> of(Network network) {
    var all = new LinkedHashMap<String, Param>();
    for (Node node : network.nodes())
      of(node.op()).forEach((key, param) -> all.put(fullName(node, key), param));
    return Collections.unmodifiableSequencedMap(all);
  }

  /** By the key within the op, {@code weight} or {@code running_mean}; "" is the op itself. */
  public static SequencedMap<String, Param> of(Op op) {
    var own = new LinkedHashMap<String, Param>();
    switch (op) {
      case Op.Conv2d c -> {
        learned(own, "weight", c.out(), c.in() / c.groups(), c.kernel().h(), c.kernel().w());
        if (c.bias()) learned(own, "bias", c.out());
      }
      case Op.ConvTranspose2d c -> {
        learned(own, "weight", c.in(), c.out() / c.groups(), c.kernel().h(), c.kernel().w());
        if (c.bias()) learned(own, "bias", c.out());
      }
      case Op.Linear l -> {
        learned(own, "weight", l.out(), l.in());
        if (l.bias()) learned(own, "bias", l.out());
      }
      case Op.BatchNorm b -> {
        scaleAndShift(own, b.channels());
        own.put("running_mean", new Param(List.of(b.channels()), Dtype.FLOAT32, BUFFER));
        own.put("running_var", new Param(List.of(b.channels()), Dtype.FLOAT32, BUFFER));
        own.put("num_batches_tracked", new Param(List.of(), Dtype.INT64, BUFFER));
      }
      case Op.FrozenBatchNorm b -> {
        for (String key : List.of("weight", "bias", "running_mean", "running_var"))
          own.put(key, new Param(List.of(b.channels()), Dtype.FLOAT32, BUFFER));
      }
      case Op.LayerNorm n -> scaleAndShift(own, n.channels());
      case Op.GroupNorm n -> scaleAndShift(own, n.channels());
      case Op.MultiheadAttention a -> {
        int three = Check.fits("three times embed", 3L * a.embed());
        learned(own, "in_proj_weight", three, a.embed());
        learned(own, "in_proj_bias", three);
        linear(own, "out_proj", a.embed(), a.embed());
      }
      case Op.WindowAttention a -> {
        Size window = a.window();
        int area = Check.fits("pixels of a window", (long) window.h() * window.w());
        int pairs = Check.fits("pairs of pixels of a window", (long) area * area);
        learned(
            own,
            "relative_position_bias_table",
            (2 * window.h() - 1) * (2 * window.w() - 1),
            a.heads());
        own.put("relative_position_index", new Param(List.of(pairs), Dtype.INT64, BUFFER));
        linear(own, "qkv", a.channels(), Check.fits("three times channels", 3L * a.channels()));
        linear(own, "proj", a.channels(), a.channels());
      }
      case Op.Parameter p -> own.put("", new Param(p.dims(), Dtype.FLOAT32, PARAMETER));
      case Op.Activation _ -> {}
      case Op.LeakyRelu _ -> {}
      case Op.Softmax _ -> {}
      case Op.MaxPool2d _ -> {}
      case Op.AvgPool2d _ -> {}
      case Op.AdaptiveAvgPool2d _ -> {}
      case Op.AdaptiveMaxPool2d _ -> {}
      case Op.Flatten _ -> {}
      case Op.Unflatten _ -> {}
      case Op.Concat _ -> {}
      case Op.Slice _ -> {}
      case Op.Pad _ -> {}
      case Op.PadChannels _ -> {}
      case Op.Resize _ -> {}
      case Op.ResizeTo _ -> {}
      case Op.ToTokens _ -> {}
      case Op.Select _ -> {}
      case Op.PatchMerge _ -> {}
      case Op.PixelShuffle _ -> {}
      case Op.Add _ -> {}
      case Op.Mul _ -> {}
      case Op.Dropout _ -> {}
      case Op.StochasticDepth _ -> {}
      case Op.Detach _ -> {}
    }
    return own;
  }

  /** How many numbers an optimiser may move; buffers do not count. */
  public static long count(Network network) {
    return of(network).values().stream()
        .filter(p -> p.role() == PARAMETER)
        .mapToLong(Param::size)
        .sum();
  }

  /** The state-dict name of a node's tensor. */
  public static String fullName(Node node, String key) {
    return key.isEmpty() ? node.weights() : node.weights() + "." + key;
  }

  private static void linear(SequencedMap<String, Param> own, String name, int in, int out) {
    learned(own, name + ".weight", out, in);
    learned(own, name + ".bias", out);
  }

  private static void scaleAndShift(SequencedMap<String, Param> own, int channels) {
    learned(own, "weight", channels);
    learned(own, "bias", channels);
  }

  private static void learned(SequencedMap<String, Param> own, String key, Integer... shape) {
    own.put(key, new Param(List.of(shape), Dtype.FLOAT32, PARAMETER));
  }
}
