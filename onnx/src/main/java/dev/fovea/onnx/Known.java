package dev.fovea.onnx;

import dev.fovea.graph.Node;
import dev.fovea.graph.Shape;

/** Shapes that must be known. */
final class Known {
  private Known() {}

  /**
   * The map that enters a node.
   *
   * @throws SizeNeeded where its height or width is free
   */
  static Shape.Map map(Node node, Value x) {
    if (x.shape() instanceof Shape.Map m && m.h() != Shape.FREE && m.w() != Shape.FREE) return m;
    throw new SizeNeeded(
        "node " + node.name() + " " + node.op() + " can be written for one size of pictures only");
  }
}
