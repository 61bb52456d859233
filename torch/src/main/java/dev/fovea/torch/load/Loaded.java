package dev.fovea.torch.load;

import dev.fovea.torch.Weights;

/**
 * Weights made of a file, and where each came from.
 *
 * @param weights the caller's to close
 */
public record Loaded(Weights weights, Fit fit) implements AutoCloseable {
  @Override
  public void close() {
    weights.close();
  }
}
