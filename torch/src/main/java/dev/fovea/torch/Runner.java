package dev.fovea.torch;

import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a network on libtorch. A value is released as soon as its last reader has run, in training
 * too: autograd keeps by itself what the way back needs.
 *
 * <p>Holds no tensors and no mode; one runner may serve many threads, each with its own {@link
 * Scope}.
 */
public final class Runner {
  /** Looks at a value while it passes; the tensor is not to be kept. */
  public interface Probe {
    void saw(Node node, Tensor value);
  }

  /** Looks at nothing. */
  public static final Probe NONE = (_, _) -> {};

  private final Network network;
  private final List<List<String>> dead;

  public Runner(Network network) {
    Natives.load();
    this.network = network;
    this.dead = lastReads(network);
  }

  public Network network() {
    return network;
  }

  /**
   * The first output of a network with one input.
   *
   * @param input [n, c, h, w], [n, l, c] or [n, c]
   * @return a tensor of the caller's scope
   */
  public Tensor run(Tensor input, Weights weights, Mode mode) {
    return run(input, weights, mode, NONE);
  }

  /** As above, every value shown to a probe. */
  public Tensor run(Tensor input, Weights weights, Mode mode, Probe probe) {
    var answers = run(Map.of(network.input().name(), input), weights, mode, probe);
    return answers.get(network.outputs().getFirst().name());
  }

  /** All outputs by name, in the network's order, from all inputs by name. */
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs, Weights weights, Mode mode, Probe probe) {
    var live = new HashMap<>(inputs);
    List<Node> nodes = network.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      List<Tensor> in = node.inputs().stream().map(live::get).toList();
      Tensor value = value(node, in, weights, mode);
      probe.saw(node, value);
      live.put(node.name(), value);
      for (String name : dead.get(i)) live.remove(name).close();
    }
    var answers = new LinkedHashMap<String, Tensor>();
    for (var output : network.outputs()) answers.put(output.name(), live.get(output.node()));
    return answers;
  }

  private Tensor value(Node node, List<Tensor> in, Weights weights, Mode mode) {
    try {
      return RunOp.of(node, in, weights, mode);
    } catch (RuntimeException e) {
      throw new TorchException(
          network.name()
              + ": node "
              + node.name()
              + " "
              + node.op()
              + " failed on inputs "
              + in.stream().map(t -> Arrays.toString(t.shape())).toList()
              + ": "
              + firstLine(e),
          e);
    }
  }

  /** For each node the values that nobody reads after it; never inputs, never outputs. */
  private static List<List<String>> lastReads(Network network) {
    Set<String> stay = new HashSet<>();
    network.inputs().forEach(input -> stay.add(input.name()));
    network.outputs().forEach(output -> stay.add(output.node()));
    var dead = new ArrayList<List<String>>();
    for (Node node : network.nodes().reversed()) {
      var last = new ArrayList<String>();
      for (String input : node.inputs()) if (stay.add(input)) last.add(input);
      if (stay.add(node.name())) last.add(node.name());
      dead.addFirst(last);
    }
    return dead;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }
}
