package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.backward;

import dev.fovea.graph.Input;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Params;
import dev.fovea.graph.Segments;
import dev.fovea.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Runs a network for training in little memory: forward it keeps only what passes from one of its
 * {@link Segments} to another, and on the way back each segment is run again. The answers and
 * gradients are those of a {@link Runner}, for one forward pass more; to the last bit, unless a sum
 * is made in another order: of the gradients of a value with three readers or more (DenseNet), or
 * by a kernel that follows the order in memory (ConvNeXt's scales of channels).
 *
 * <p>Running statistics move in the first run alone, and both throw the same dice.
 */
public final class Retrace {
  private final List<Runner> segments;
  private final String start;
  private final String answer;
  private final Precision precision;
  private final Device device;

  /**
   * @param network with one input and one output
   * @param shapes of its values, for the pictures that it will see
   * @param precision of the forward passes, as {@link Autocast} has it
   */
  public Retrace(Network network, Map<String, Shape> shapes, Precision precision, Device device) {
    if (network.outputs().size() != 1)
      throw new TorchException(
          network.name()
              + " has "
              + network.outputs().size()
              + " outputs; activations can be worked out again for one, so ask for only(...)");
    this.start = network.input().name();
    this.answer = network.outputs().getFirst().node();
    this.segments = Segments.of(network, shapes).stream().map(Runner::new).toList();
    this.precision = precision;
    this.device = device;
  }

  /** A forward pass, in the caller's scope; from the answer's gradient it goes back. */
  public Pass run(Tensor input, Weights weights, Mode mode) {
    return new Pass(input, weights, mode);
  }

  /** What one forward pass keeps for its way back. */
  public final class Pass {
    private final Weights weights;
    private final Set<String> learning;
    private final List<Chance> dice = new ArrayList<>();
    private final Map<String, Tensor> handed = new HashMap<>();
    private final Map<String, Tensor> gradients = new HashMap<>();
    private final Map<String, Tensor> last;
    private final Tensor result;

    private Pass(Tensor input, Weights weights, Mode mode) {
      this.weights = weights;
      this.learning = learning(weights);
      handed.put(start, input);
      for (Runner segment : segments.subList(0, segments.size() - 1)) {
        dice.add(Chance.now(device));
        try (var _ = Gradients.off();
            var scope = new Scope()) {
          forward(segment, handed, mode)
              .forEach((name, value) -> handed.put(name, scope.leave(value)));
        }
      }
      last = leaves(segments.getLast());
      result = forward(segments.getLast(), last, mode).get(answer);
    }

    /** The network's answer; the last segment's way back hangs on it. */
    public Tensor answer() {
      return result;
    }

    /**
     * Goes on back from where the answer's own way back ended, and adds to the gradients of the
     * weights; once. The dice lie afterwards as they lay before.
     */
    public void back() {
      Chance now = Chance.now(device);
      try (var scope = new Scope()) {
        gather(last, scope);
      }
      last.values().forEach(Tensor::close);
      for (int i = segments.size() - 2; i >= 0; i--) {
        back(segments.get(i), dice.get(i));
        for (Output output : segments.get(i).network().outputs()) {
          handed.remove(output.node()).close();
          Tensor used = gradients.remove(output.node());
          if (used != null) used.close();
        }
      }
      now.again();
    }

    private void back(Runner segment, Chance chance) {
      List<String> ends =
          segment.network().outputs().stream()
              .map(Output::node)
              .filter(gradients::containsKey)
              .toList();
      if (ends.isEmpty()) return; // frozen, all of it
      try (var scope = new Scope()) {
        Map<String, Tensor> starts = leaves(segment);
        chance.again();
        Map<String, Tensor> values = forward(segment, starts, Mode.AGAIN);
        backward(
            vector(ends, values),
            vector(ends, gradients),
            new BoolOptional(),
            false,
            new TensorVector());
        gather(starts, scope);
      }
    }

    /** What a segment reads, each the start of a graph of its own. */
    private Map<String, Tensor> leaves(Runner segment) {
      var leaves = new HashMap<String, Tensor>();
      for (Input input : segment.network().inputs()) {
        Tensor leaf = handed.get(input.name()).detach();
        if (learning.contains(input.name())) leaf.set_requires_grad(true);
        leaves.put(input.name(), leaf);
      }
      return leaves;
    }

    /** Adds the gradients of what a segment read to those of its other readers. */
    private void gather(Map<String, Tensor> leaves, Scope scope) {
      try (var _ = Gradients.off()) {
        for (var leaf : leaves.entrySet()) {
          var more = new Tensor(leaf.getValue().grad()); // what grad() gives dies with the leaf
          Tensor sum = gradients.get(leaf.getKey());
          if (!more.defined()) continue;
          if (sum == null) gradients.put(leaf.getKey(), scope.leave(more));
          else sum.add_(more);
        }
      }
    }

    /** In an autocast region of its own: rounded weights without a way back must not be met. */
    private Map<String, Tensor> forward(Runner segment, Map<String, Tensor> values, Mode mode) {
      var in = new HashMap<String, Tensor>();
      for (Input input : segment.network().inputs()) in.put(input.name(), values.get(input.name()));
      try (var _ = Autocast.to(precision, device)) {
        return segment.run(in, weights, mode, Runner.NONE);
      }
    }
  }

  /** The values that learning weights have a part in. */
  private Set<String> learning(Weights weights) {
    var learning = new HashSet<String>();
    for (Runner segment : segments)
      for (Node node : segment.network().nodes())
        if (!(node.op() instanceof Op.Detach)
            && (node.inputs().stream().anyMatch(learning::contains) || learns(node, weights)))
          learning.add(node.name());
    return learning;
  }

  private static boolean learns(Node node, Weights weights) {
    return Params.of(node.op()).keySet().stream()
        .anyMatch(key -> weights.get(Params.fullName(node, key)).requires_grad());
  }

  private static TensorVector vector(List<String> names, Map<String, Tensor> tensors) {
    return new TensorVector(names.stream().map(tensors::get).toArray(Tensor[]::new));
  }
}
