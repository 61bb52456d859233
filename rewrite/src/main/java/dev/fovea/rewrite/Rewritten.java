package dev.fovea.rewrite;

import dev.fovea.graph.Network;
import dev.fovea.torch.Weights;

/**
 * A network with weights of its own.
 *
 * @param weights all that the network needs and no more, without gradients; closed with this
 */
public record Rewritten(Network network, Weights weights) implements AutoCloseable {
  @Override
  public void close() {
    weights.close();
  }
}
