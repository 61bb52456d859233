package dev.fovea.onnx;

import dev.fovea.graph.Input;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Output;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * A network in ONNX's operators. Inputs and outputs keep their names, and so do tensors and the
 * values of nodes, where nothing else has the name.
 *
 * @param opset the version of the operators
 * @param tensors by name; those of the weights stay theirs, others belong to the scope in which the
 *     graph was made
 */
record OnnxGraph(
    String name,
    int opset,
    List<Value> inputs,
    List<OnnxNode> nodes,
    SequencedMap<String, Tensor> tensors,
    List<Value> outputs) {

  /** What comes after a network: makes other outputs of its own. */
  interface Tail {
    /** The network as it is. */
    Tail NONE =
        new Tail() {
          @Override
          public List<String> names(Network network) {
            return network.outputs().stream().map(Output::name).toList();
          }

          @Override
          public List<Value> of(Draft draft, SequencedMap<String, Value> outputs) {
            var named = new ArrayList<Value>();
            outputs.forEach((name, value) -> named.add(answer(draft, name, value)));
            return named;
          }
        };

    /** Names of the outputs. */
    List<String> names(Network network);

    /** Draws it; {@code outputs} are the network's own, by name. */
    List<Value> of(Draft draft, SequencedMap<String, Value> outputs);
  }

  /**
   * Of inputs of some shapes.
   *
   * @throws SizeNeeded where a free size must be known
   */
  static OnnxGraph of(Network network, Weights weights, Map<String, Shape> entering, Tail tail) {
    Map<String, Shape> shapes = Shapes.of(network, entering);
    var draft = new Draft(weights, reserved(network, tail));
    var in = new HashMap<String, Value>();
    for (Input input : network.inputs())
      in.put(input.name(), new Value(input.name(), shapes.get(input.name()), true));
    List<Value> inputs = network.inputs().stream().map(i -> in.get(i.name())).toList();
    var answers = new HashMap<String, String>();
    if (tail == Tail.NONE)
      for (Output output : network.outputs()) answers.putIfAbsent(output.node(), output.name());
    SequencedMap<String, Value> own = draw(draft, network, in, shapes, answers);
    List<Value> outputs = tail.of(draft, own);
    return new OnnxGraph(
        network.name(), draft.opset(), inputs, draft.nodes(), draft.tensors(), outputs);
  }

  /**
   * Draws the nodes of a network.
   *
   * @param entering its inputs, by name
   * @param shapes of all its values
   * @param answers other names than their own, by node
   * @return its outputs, by name
   */
  static SequencedMap<String, Value> draw(
      Draft draft,
      Network network,
      Map<String, Value> entering,
      Map<String, Shape> shapes,
      Map<String, String> answers) {
    var values = new HashMap<>(entering);
    for (Node node : network.nodes()) {
      List<Value> in = node.inputs().stream().map(values::get).toList();
      var answer = Optional.ofNullable(answers.get(node.name()));
      values.put(node.name(), value(draft, node, in, shapes.get(node.name()), answer));
    }
    var own = new LinkedHashMap<String, Value>();
    for (Output output : network.outputs()) own.put(output.name(), values.get(output.node()));
    return own;
  }

  /** Names that no value of a node may have, unless it is an output of that name. */
  private static Set<String> reserved(Network network, Tail tail) {
    var names = new HashSet<>(Params.of(network).keySet());
    for (Input input : network.inputs()) names.add(input.name());
    names.addAll(tail.names(network));
    return names;
  }

  /** A node's value; an op that vanishes hands on what it reads. */
  private static Value value(
      Draft draft, Node node, List<Value> in, Shape shape, Optional<String> answer) {
    draft.begin(node);
    String made = WriteOp.of(draft, node, in, shape);
    boolean batched = in.stream().anyMatch(Value::batched);
    if (in.stream().anyMatch(value -> value.name().equals(made)))
      return new Value(made, shape, batched);
    String name = answer.orElseGet(() -> draft.free(node.name()));
    return new Value(draft.named(made, name), shape, batched);
  }

  /** An output under its own name, though the value be known by another. */
  private static Value answer(Draft draft, String name, Value value) {
    if (value.name().equals(name)) return value;
    String same = draft.add("Identity", List.of(value.name()));
    return new Value(draft.named(same, name), value.shape(), value.batched());
  }
}
