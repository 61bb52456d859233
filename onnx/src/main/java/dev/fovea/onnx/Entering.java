package dev.fovea.onnx;

import dev.fovea.graph.Input;
import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shapes of what enters a network: as drawn, or of pictures of one size. */
final class Entering {
  private Entering() {}

  static Map<String, Shape> asDrawn(Network network) {
    var shapes = new LinkedHashMap<String, Shape>();
    for (Input input : network.inputs()) shapes.put(input.name(), input.shape());
    return shapes;
  }

  /** Where height or width is free, that of the picture. */
  static Map<String, Shape> fixed(Network network, Size picture) {
    var shapes = asDrawn(network);
    shapes.replaceAll((_, shape) ->
        shape instanceof Shape.Map m
            ? new Shape.Map(m.c(), known(m.h(), picture.h()), known(m.w(), picture.w()))
            : shape);
    return shapes;
  }

  /** Whether pictures enter, and a height or width of theirs is free. */
  static boolean isFree(Map<String, Shape> shapes) {
    return shapes.values().stream()
        .anyMatch(
            shape -> shape instanceof Shape.Map m && (m.h() == Shape.FREE || m.w() == Shape.FREE));
  }

  private static int known(int drawn, int picture) {
    return drawn == Shape.FREE ? picture : drawn;
  }
}
