package dev.fovea.torch;

import dev.fovea.graph.Cut;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Where in a picture the evidence for one cell of a network's maps lies, such as the score of a
 * detector's box. Of the last map A [c, h, w] that all outputs follow from:
 *
 * <pre>{@code relu(sum over c of dy / dA_c A_c)}</pre>
 *
 * <p>That is HiResCAM (Draelos and Carin 2020, <a
 * href="https://arxiv.org/abs/2011.08891">arXiv:2011.08891</a>) with y the logit of that cell
 * alone: Grad-CAM's mean of the slopes over all places would light up everything of the same class.
 * Gradients pass where training detaches them. Holds no tensors; for any thread.
 */
public final class CellCam {
  private final Shape.Map map;
  private final Runner front;
  private final Map<String, Runner> behind = new HashMap<>();

  private CellCam(Network network, String node, Shape.Map map) {
    this.map = map;
    this.front = new Runner(Cut.upTo(network, node));
    for (Output output : network.outputs())
      behind.put(output.name(), new Runner(Cut.from(network.only(output.name()), node)));
  }

  /**
   * For the outputs of a network, all of them maps, of pictures of one size.
   *
   * @throws TorchException where they follow from no map together
   */
  public static CellCam of(Network network, int heightPx, int widthPx) {
    Network attached = attached(network);
    SequencedMap<String, Shape> shapes = Shapes.of(attached, heightPx, widthPx);
    for (String node : Cut.places(attached).reversed())
      if (shapes.get(node) instanceof Shape.Map map && map.h() * map.w() > 1)
        return new CellCam(attached, node, map);
    throw new TorchException(
        network.name()
            + " has no map that all its outputs follow from, so there is none to look at");
  }

  private static Network attached(Network network) {
    var instead = new HashMap<String, String>();
    var nodes = new ArrayList<Node>();
    for (Node node : network.nodes()) {
      List<String> inputs =
          node.inputs().stream().map(name -> instead.getOrDefault(name, name)).toList();
      if (node.op() instanceof Op.Detach) instead.put(node.name(), inputs.getFirst());
      else nodes.add(new Node(node.name(), node.op(), inputs, node.weights()));
    }
    List<Output> outputs =
        network.outputs().stream()
            .map(one -> new Output(one.name(), instead.getOrDefault(one.node(), one.node())))
            .toList();
    return new Network(network.name(), network.inputs(), nodes, outputs);
  }

  /** Rows of the evidence. */
  public int height() {
    return map.h();
  }

  /** Columns of the evidence. */
  public int width() {
    return map.w();
  }

  /**
   * The evidence, 0 or more.
   *
   * @param input one picture, [1, c, h, w]
   * @param output a map of the network
   * @param channel of the output
   * @param cell of the output, row by row
   * @return [h, w], a tensor of the caller's scope
   */
  public Tensor of(Tensor input, String output, int channel, int cell, Weights weights) {
    try (var _ = Gradients.off()) {
      Tensor value = front.run(input, weights, Mode.EVAL);
      Tensor slope = slope(value, behind.get(output), channel, cell, weights);
      return value.mul(slope).sum(1).relu().view(map.h(), map.w());
    }
  }

  private static Tensor slope(Tensor value, Runner behind, int channel, int cell, Weights weights) {
    try (var _ = Gradients.on()) {
      Tensor leaf = value.detach().clone().requires_grad_(true);
      Tensor answer = behind.run(leaf, weights, Mode.EVAL);
      answer.flatten(2, 3).narrow(1, channel, 1).narrow(2, cell, 1).sum().backward();
      return leaf.grad();
    }
  }
}
