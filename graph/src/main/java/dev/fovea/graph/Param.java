package dev.fovea.graph;

import java.util.List;

/**
 * A tensor that a network needs.
 *
 * @param shape its dimensions; empty for a single number
 * @param dtype the type of its numbers
 * @param role whether an optimiser moves it
 */
public record Param(List<Integer> shape, Dtype dtype, Role role) {
  /** What may change a tensor: gradients, or only the op itself. */
  public enum Role {
    PARAMETER,
    BUFFER
  }

  public Param {
    shape = List.copyOf(shape);
  }

  /** How many numbers it holds. */
  public long size() {
    return shape.stream().mapToLong(d -> d).reduce(1, (a, b) -> a * b);
  }
}
