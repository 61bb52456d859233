package dev.fovea.onnx;

import static org.bytedeco.pytorch.global.torch.tensor;

import dev.fovea.graph.Node;
import dev.fovea.graph.Params;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * An ONNX graph while it is drawn: operators, and the tensors that they read. Tensors that are made
 * for it belong to the scope around it.
 */
final class Draft {
  private final Weights weights;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
  private final Set<String> taken;
  private int opset = 18;
  private String place = "";

  /**
   * @param reserved names that no operator may give its value
   */
  Draft(Weights weights, Set<String> reserved) {
    this.weights = weights;
    this.taken = new HashSet<>(reserved);
  }

  List<OnnxNode> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Those that are read, by name. */
  SequencedMap<String, Tensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  /** The version of ONNX's operators that the graph needs. */
  int opset() {
    return opset;
  }

  void atLeast(int version) {
    opset = Math.max(opset, version);
  }

  /** What is added from now on belongs to a node of the network. */
  void begin(Node node) {
    begin(node.name());
  }

  /** What is added from now on has names that begin so. */
  void begin(String name) {
    place = name;
  }

  /** One operator that makes one value, and the value's name. */
  String add(String type, List<String> inputs, Attribute... attributes) {
    return add(1, type, inputs, attributes).getFirst();
  }

  /** A value in equal parts along an axis. */
  List<String> split(String value, int axis, int parts) {
    return add(
        parts,
        "Split",
        List.of(value),
        Attribute.of("axis", axis),
        Attribute.of("num_outputs", parts));
  }

  /** One operator that makes several values. */
  List<String> add(int outputs, String type, List<String> inputs, Attribute... attributes) {
    List<String> names =
        IntStream.range(0, outputs).mapToObj(_ -> free(place + "/" + type)).toList();
    nodes.add(new OnnxNode(type, inputs, names, Arrays.asList(attributes)));
    return names;
  }

  /** Gives the value of the last operator another name, if it is that value. */
  String named(String value, String wanted) {
    if (nodes.isEmpty() || !nodes.getLast().outputs().equals(List.of(value))) return value;
    OnnxNode last = nodes.removeLast();
    nodes.add(new OnnxNode(last.type(), last.inputs(), List.of(wanted), last.attributes()));
    return wanted;
  }

  /** A name that nothing has yet. */
  String free(String name) {
    String free = name;
    for (int n = 2; !taken.add(free); n++) free = name + "_" + n;
    return free;
  }

  /** A node's tensor, to make another of it. */
  Tensor stored(Node node, String key) {
    return weights.get(Params.fullName(node, key));
  }

  /** A node's tensor as it is, under its own name. */
  String weight(Node node, String key) {
    return constant(Params.fullName(node, key), stored(node, key));
  }

  /** A tensor under a name; whoever says the name again means the same tensor. */
  String constant(String name, Tensor tensor) {
    tensors.putIfAbsent(name, tensor);
    return name;
  }

  /** Whole numbers, one dimension. */
  String wholes(long... numbers) {
    return constant("wholes/" + Arrays.toString(numbers), tensor(numbers));
  }

  /** One whole number without a dimension. */
  String whole(long number) {
    return constant("whole/" + number, tensor(new long[] {number}).view(new long[0]));
  }

  /** One number without a dimension. */
  String number(float number) {
    return constant("number/" + number, Tensors.of(new float[] {number}));
  }

  /** Numbers, one dimension. */
  String numbers(float... numbers) {
    return constant("numbers/" + Arrays.toString(numbers), tensor(numbers));
  }
}
