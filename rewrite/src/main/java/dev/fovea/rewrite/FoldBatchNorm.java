package dev.fovea.rewrite;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Params;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Takes batch norms into the convolution or linear layer in front of them, as running statistics
 * let it: the same answers outside of training, one operation less each. The layer keeps its name
 * and gets a bias. A norm stays where its layer is read by others too or is an output, where either
 * shares its tensors, and where something else is in front of it.
 */
public final class FoldBatchNorm {
  private final Network network;
  private final Map<String, Tensor> tensors;

  /** How many nodes and outputs read a value, by its name. */
  private final Map<String, Integer> readers = new HashMap<>();

  /** How many nodes hold the tensors of a prefix. */
  private final Map<String, Integer> holders = new HashMap<>();

  /** What stays, by name, in order. */
  private final Map<String, Node> kept = new LinkedHashMap<>();

  /** From a folded norm to the layer that makes its value now. */
  private final Map<String, String> moved = new HashMap<>();

  private FoldBatchNorm(Network network, Weights weights) {
    this.network = network;
    this.tensors = new HashMap<>(weights.tensors());
    for (Node node : network.nodes()) {
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
      holders.merge(node.weights(), 1, Integer::sum);
    }
    for (Output output : network.outputs()) readers.merge(output.node(), 1, Integer::sum);
  }

  /** Network and weights stay as they are; the caller closes what comes back. */
  public static Rewritten fold(Network network, Weights weights) {
    Natives.load();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      return new FoldBatchNorm(network, weights).folded();
    }
  }

  private Rewritten folded() {
    for (Node node : network.nodes()) {
      Optional<Node> layer = layer(node);
      if (layer.isPresent()) take(layer.get(), node);
      else kept.put(node.name(), reading(node));
    }
    List<Output> outputs =
        network.outputs().stream()
            .map(o -> new Output(o.name(), moved.getOrDefault(o.node(), o.node())))
            .toList();
    var less = new Network(network.name(), network.inputs(), List.copyOf(kept.values()), outputs);
    var own = new LinkedHashMap<String, Tensor>();
    for (String name : Params.of(less).keySet())
      own.put(name, Scope.keep(tensors.get(name).detach().clone()));
    return new Rewritten(less, Weights.of(own));
  }

  /** The layer that a node can be folded into. */
  private Optional<Node> layer(Node node) {
    if (!(node.op() instanceof Op.BatchNorm || node.op() instanceof Op.FrozenBatchNorm))
      return Optional.empty();
    String input = node.inputs().getFirst();
    Node layer = kept.get(moved.getOrDefault(input, input));
    boolean alone = readers.get(input) == 1 && holders.get(node.weights()) == 1;
    return layer != null && alone && holders.get(layer.weights()) == 1 && isLinear(layer.op())
        ? Optional.of(layer)
        : Optional.empty();
  }

  private static boolean isLinear(Op op) {
    return op instanceof Op.Conv2d || op instanceof Op.ConvTranspose2d || op instanceof Op.Linear;
  }

  /** In double precision: y = (w x + b - mean) * scale + shift. */
  private void take(Node layer, Node norm) {
    Tensor deviation = wide(norm, "running_var").add(new Scalar(eps(norm.op()))).sqrt();
    Tensor scale = wide(norm, "weight").div(deviation);
    Tensor weight = wide(layer, "weight");
    String bias = Params.fullName(layer, "bias");
    Tensor before = tensors.containsKey(bias) ? wide(layer, "bias") : zeros_like(scale);
    Tensor after = before.sub(wide(norm, "running_mean")).mul(scale).add(wide(norm, "bias"));
    tensors.put(
        Params.fullName(layer, "weight"), scaled(layer.op(), weight, scale).to(Tensors.FLOAT));
    tensors.put(bias, after.to(Tensors.FLOAT));
    kept.put(layer.name(), layer.with(withBias(layer.op())));
    moved.put(norm.name(), layer.name());
  }

  private Tensor wide(Node node, String key) {
    return tensors.get(Params.fullName(node, key)).to(ScalarType.Double);
  }

  private static double eps(Op norm) {
    return norm instanceof Op.BatchNorm b ? b.eps() : ((Op.FrozenBatchNorm) norm).eps();
  }

  /** Every number times the scale of the channel that it makes. */
  private static Tensor scaled(Op layer, Tensor weight, Tensor scale) {
    if (layer instanceof Op.Linear) return weight.mul(scale.view(-1, 1));
    if (layer instanceof Op.ConvTranspose2d c) { // [in, out / groups, kh, kw]
      Tensor each = scale.view(c.groups(), 1, c.out() / c.groups(), 1, 1);
      return weight.unflatten(0, c.groups(), -1).mul(each).flatten(0, 1);
    }
    return weight.mul(scale.view(-1, 1, 1, 1));
  }

  private static Op withBias(Op layer) {
    return switch (layer) {
      case Op.Conv2d c ->
          new Op.Conv2d(
              c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.dilation(), c.groups(), true);
      case Op.ConvTranspose2d c ->
          new Op.ConvTranspose2d(
              c.in(),
              c.out(),
              c.kernel(),
              c.stride(),
              c.padding(),
              c.outputPadding(),
              c.dilation(),
              c.groups(),
              true);
      case Op.Linear l -> new Op.Linear(l.in(), l.out(), true);
      default -> throw new IllegalArgumentException(layer + " takes no norm");
    };
  }

  /** The node with its inputs where their values are made now. */
  private Node reading(Node node) {
    List<String> inputs =
        node.inputs().stream().map(input -> moved.getOrDefault(input, input)).toList();
    return new Node(node.name(), node.op(), inputs, node.weights());
  }
}
