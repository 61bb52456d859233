package dev.fovea.zoo.detect;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Taps;
import dev.fovea.graph.Wire;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Networks of the zoo as what necks stand on: their maps at several strides. */
final class Backbones {
  /** Where their nodes go; torchvision's name. */
  static final String BODY = "backbone.body";

  private Backbones() {}

  /** Names of those with maps at the strides 8, 16 and 32: whole families. */
  static List<String> names() {
    return Zoo.families().stream()
        .filter(Backbones::hasLevels)
        .flatMap(family -> family.members().stream())
        .map(Family.Member::name)
        .toList();
  }

  private static boolean hasLevels(Family family) {
    Network network = family.members().getFirst().draw().apply(Options.of(2));
    return Taps.of(network).keySet().containsAll(List.of(8, 16, 32));
  }

  /** A network of the zoo, whose head is of no use here. */
  record Base(Network network, SequencedMap<Integer, String> taps) {
    static Base of(String name, int channels) {
      Network network = Zoo.network(name, Options.of(2).withChannels(channels));
      return new Base(network, Taps.of(network));
    }

    /** One whose batch norms never change, unless the options want them to. */
    static Base frozen(String name, DetectorOptions options, double eps) {
      Base base = of(name, options.channels());
      return options.movingNorms() ? base : base.frozen(eps);
    }

    private Base frozen(double eps) {
      List<Node> nodes =
          network.nodes().stream()
              .map(node ->
                  node.op() instanceof Op.BatchNorm norm
                      ? node.with(new Op.FrozenBatchNorm(norm.channels(), eps))
                      : node)
              .toList();
      return new Base(
          new Network(network.name(), network.inputs(), nodes, network.outputs()), taps);
    }

    /** The same without a leading part of the names of its nodes and tensors. */
    Base renamed(String prefix) {
      List<Node> nodes =
          network.nodes().stream()
              .map(node ->
                  new Node(
                      without(prefix, node.name()),
                      node.op(),
                      node.inputs().stream().map(name -> without(prefix, name)).toList(),
                      without(prefix, node.weights())))
              .toList();
      List<Output> outputs =
          network.outputs().stream()
              .map(output -> new Output(output.name(), without(prefix, output.node())))
              .toList();
      var renamed = new LinkedHashMap<Integer, String>();
      taps.forEach((stride, node) -> renamed.put(stride, without(prefix, node)));
      return new Base(new Network(network.name(), network.inputs(), nodes, outputs), renamed);
    }

    private static String without(String prefix, String name) {
      return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    Drawing.Backbone backbone() {
      return new Drawing.Backbone(network.name(), BODY + ".");
    }

    /** Draws it as far as the maps of some levels need it; 2<sup>level</sup> is the stride. */
    List<Wire> maps(Wire image, List<Integer> levels) {
      List<String> nodes =
          levels.stream()
              .map(level -> {
                String node = taps.get(1 << level);
                if (node == null) throw refused(level);
                return node;
              })
              .toList();
      return nodes(image, nodes);
    }

    /** Draws it as far as some of its nodes need it. */
    List<Wire> nodes(Wire image, List<String> nodes) {
      return image.within(BODY, in -> in.graft(network, nodes));
    }

    private GraphException refused(int level) {
      return new GraphException(
          network.name()
              + " has no map with a place for each "
              + (1 << level)
              + " px, only for "
              + taps.keySet()
              + ", so no detector can stand on it; choose a resnet");
    }
  }
}
