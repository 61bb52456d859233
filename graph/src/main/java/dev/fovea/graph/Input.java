package dev.fovea.graph;

/**
 * Where a value enters a network.
 *
 * @param name how nodes refer to it; unique among inputs and nodes
 * @param shape what enters; height, width and length may be {@link Shape#FREE}, channels may not
 */
public record Input(String name, Shape shape) {
  public Input {
    Check.name("an input", name);
    if (shape.c() == Shape.FREE)
      throw new GraphException("input " + name + " must say its channels");
  }
}
