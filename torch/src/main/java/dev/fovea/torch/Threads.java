package dev.fovea.torch;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** How many threads libtorch works with. */
public final class Threads {
  private Threads() {}

  /**
   * Uses so many threads within an op: as many as there are cores, as a rule. Ops of this thread do
   * so from now on, and those of threads whose first one is yet to come; products of matrices,
   * which OpenBLAS shares out to threads of its own, do on every thread.
   */
  public static void use(int threads) {
    Natives.load();
    if (threads < 1) throw new TorchException("libtorch needs 1 thread or more, got " + threads);
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /** How many an op of this thread works with. */
  public static int count() {
    Natives.load();
    return torch.get_num_threads();
  }
}
