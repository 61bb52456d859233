package dev.fovea.torch;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;

/** Learns until it is told to end: {@link EndingTest} tells it, in the middle of a way back. */
final class Endless {
  /** So many that one call of libtorch takes longer than Java waits for it at its end: 0.3 s. */
  private static final int BATCH = 768;

  private static final int SIZE_PX = 32;

  private Endless() {}

  public static void main(String[] words) {
    Network network = Zoo.network("small", Options.of(10));
    var runner = new Runner(network);
    var pixels = new float[BATCH * 3 * SIZE_PX * SIZE_PX];
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      weights
          .tensors()
          .forEach((name, tensor) -> {
            if (name.endsWith("weight")) tensor.requires_grad_(true);
          });
      while (true)
        try (var _ = new Scope()) {
          var images = Tensors.of(pixels, BATCH, 3, SIZE_PX, SIZE_PX);
          var loss = runner.run(images, weights, Mode.TRAIN).sum();
          System.out.println("way back");
          loss.backward();
        }
    }
  }
}
