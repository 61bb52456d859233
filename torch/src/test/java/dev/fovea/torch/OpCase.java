package dev.fovea.torch;

import dev.fovea.graph.Input;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * One line of ops.txt: an op with its numbers, the shapes that enter, and the mode.
 *
 * @param inputs shapes as written, batch first, e.g. {@code 2x3x5x7}
 */
public record OpCase(String name, Op op, List<String> inputs, Mode mode) {
  /** All lines. */
  public static Stream<OpCase> all() {
    try (var in = OpCase.class.getResourceAsStream("ops.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).map(OpCase::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OpCase parse(String line) {
    String[] parts = line.split("\\|", -1);
    Mode mode = parts.length > 3 && parts[3].strip().equals("train") ? Mode.TRAIN : Mode.EVAL;
    return new OpCase(parts[0].strip(), OpLine.parse(parts[1].strip()), words(parts[2]), mode);
  }

  /**
   * Inputs {@code 0}, {@code 1}..., the node {@code op}, the output {@code y}. An op that ignores
   * its input or stops its gradient is added to the input.
   */
  public Network network() {
    var entering = new ArrayList<Input>();
    for (int i = 0; i < inputs.size(); i++) entering.add(new Input("" + i, shape(inputs.get(i))));
    List<String> names = entering.stream().map(Input::name).toList();
    if (!(op instanceof Op.Parameter || op instanceof Op.Detach))
      return new Network(
          name, entering, List.of(new Node("op", op, names, "op")), List.of(new Output("y", "op")));
    List<String> read = op instanceof Op.Parameter ? List.of() : names;
    var nodes =
        List.of(
            new Node("op", op, read, "op"),
            new Node("sum", new Op.Add(), List.of("0", "op"), "sum"));
    return new Network(name, entering, nodes, List.of(new Output("y", "sum")));
  }

  /** Its tensors as PyTorch had them; those that PyTorch had gradients of record them. */
  public Weights weights(Truth truth) {
    Node node = network().nodes().getFirst();
    var tensors = new LinkedHashMap<String, Tensor>();
    Params.of(op)
        .forEach((key, _) -> {
          Tensor tensor = truth.tensor(name + "/w." + key);
          if (truth.has(name + "/g." + key)) tensor.set_requires_grad(true);
          tensors.put(Params.fullName(node, key), Scope.keep(tensor));
        });
    return Weights.of(tensors);
  }

  /** What PyTorch read, in the caller's scope. */
  public Map<String, Tensor> entering(Truth truth) {
    var entering = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < inputs.size(); i++)
      entering.put("" + i, truth.tensor("in." + inputs.get(i) + "." + i).set_requires_grad(true));
    return entering;
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<String> words(String part) {
    return List.of(part.strip().split(" "));
  }

  private static Shape shape(String text) {
    int[] n = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    return switch (n.length) {
      case 4 -> new Shape.Map(n[1], n[2], n[3]);
      case 3 -> new Shape.Tokens(n[1], n[2]);
      default -> new Shape.Vector(n[1]);
    };
  }
}
