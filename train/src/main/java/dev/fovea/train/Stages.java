package dev.fovea.train;

import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The stages of a network, from its input to its answer, told by the names of its tensors in
 * topological order.
 *
 * <ul>
 *   <li>Tensors are of one stage whose names agree up to the first part that ends in a digit:
 *       {@code layer1}, {@code features.3}, {@code conv1}, {@code encoder.layers.encoder_layer_0}.
 *       Where no part does, all but the last must agree: {@code fc}.
 *   <li>What has neither convolution nor linear layer (a norm, a learned token) joins the stage
 *       before it; at the start, the one behind.
 *   <li>The last stage is the head. It takes in the stages before it whose names begin with the
 *       same part ({@code classifier.0}, {@code classifier.3}), unless all names do.
 * </ul>
 *
 * ResNet has six: the stem, layer1 to layer4, fc.
 */
public final class Stages {
  private Stages() {}

  /** The state-dict names of each stage's tensors, buffers included; the first is at the input. */
  public static List<List<String>> of(Network network) {
    var named = new LinkedHashMap<String, List<String>>();
    var weighty = new HashSet<String>();
    for (Node node : network.nodes())
      for (String key : Params.of(node.op()).keySet()) {
        String name = Params.fullName(node, key);
        List<String> names = named.computeIfAbsent(key(name), _ -> new ArrayList<>());
        if (!names.contains(name)) names.add(name);
        if (weighs(node.op())) weighty.add(key(name));
      }
    var stages = new ArrayList<List<String>>();
    boolean began = false;
    for (var entry : named.entrySet()) {
      boolean weighs = weighty.contains(entry.getKey());
      if (stages.isEmpty() || (weighs && began)) stages.add(entry.getValue());
      else stages.getLast().addAll(entry.getValue());
      began |= weighs;
    }
    joinHead(stages);
    return stages.stream().map(List::copyOf).toList();
  }

  private static boolean weighs(Op op) {
    return op instanceof Op.Conv2d || op instanceof Op.ConvTranspose2d || op instanceof Op.Linear;
  }

  private static void joinHead(List<List<String>> stages) {
    String head = first(stages.getLast().getFirst());
    if (stages.stream().allMatch(stage -> first(stage.getFirst()).equals(head))) return;
    while (first(stages.get(stages.size() - 2).getFirst()).equals(head)) {
      List<String> last = stages.removeLast();
      stages.getLast().addAll(last);
    }
  }

  private static String first(String name) {
    return name.split("\\.", 2)[0];
  }

  private static String key(String name) {
    String[] parts = name.split("\\.");
    for (int i = 0; i < parts.length - 1; i++)
      if (Character.isDigit(parts[i].charAt(parts[i].length() - 1)))
        return String.join(".", Arrays.copyOf(parts, i + 1));
    return String.join(".", Arrays.copyOf(parts, Math.max(1, parts.length - 1)));
  }
}
