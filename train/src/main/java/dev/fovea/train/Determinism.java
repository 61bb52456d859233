package dev.fovea.train;

import static org.bytedeco.pytorch.global.torch.globalContext;

import dev.fovea.torch.Devices;
import dev.fovea.torch.Natives;

/**
 * Makes libtorch use algorithms that give the same bits each time, for the whole process. Without
 * it, sums into an index differ from run to run even on a CPU.
 *
 * <p>On CUDA some ways back have no such algorithm (bilinear and bicubic resizing, padding by
 * reflection): libtorch then warns and goes on, and equal bits are not promised.
 */
public final class Determinism {
  private Determinism() {}

  public static void on() {
    Natives.load();
    var context = globalContext();
    context.setDeterministicAlgorithms(true, Devices.cuda());
    context.setDeterministicFillUninitializedMemory(false);
    context.setBenchmarkCuDNN(false);
  }
}
