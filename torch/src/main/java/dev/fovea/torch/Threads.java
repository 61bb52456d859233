package dev.fovea.torch;

import org.bytedeco.pytorch.global.torch;

/** How many threads libtorch works with; one setting for the whole process. */
public final class Threads {
  private Threads() {}

  /** Uses so many threads within an op: as many as there are cores, as a rule. */
  public static void use(int threads) {
    Natives.load();
    if (threads < 1) throw new TorchException("libtorch needs 1 thread or more, got " + threads);
    torch.set_num_threads(threads);
  }
}
