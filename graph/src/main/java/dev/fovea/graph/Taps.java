package dev.fovea.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Where the maps of a network can be read at several scales: of each stride the last map that all
 * later nodes follow from. A pyramid stands on them, over any backbone.
 */
public final class Taps {
  /** Divisible by every stride that is looked for. */
  private static final int PX = 256;

  private Taps() {}

  /**
   * Names of nodes by stride: pixels of the picture that one place of the map stands for, a power
   * of two, rising. Empty where a network takes no pictures of any size, as a transformer of fixed
   * places.
   */
  public static SequencedMap<Integer, String> of(Network network) {
    var taps = new LinkedHashMap<Integer, String>();
    if (!(network.input().shape() instanceof Shape.Map image) || image.h() != Shape.FREE)
      return Collections.unmodifiableSequencedMap(taps);
    Map<String, Shape> shapes = Shapes.of(network, PX, PX);
    Set<String> places = new HashSet<>(Cut.places(network));
    for (Node node : network.nodes()) {
      if (!places.contains(node.name()) || fixesSize(node.op())) continue;
      if (!(shapes.get(node.name()) instanceof Shape.Map map) || PX % map.h() != 0) continue;
      int stride = PX / map.h();
      if (map.h() > 1) taps.putLast(stride, node.name());
    }
    return Collections.unmodifiableSequencedMap(taps);
  }

  /** What such an op makes has no places of its own in the picture. */
  private static boolean fixesSize(Op op) {
    return op instanceof Op.AdaptiveAvgPool2d || op instanceof Op.AdaptiveMaxPool2d;
  }
}
