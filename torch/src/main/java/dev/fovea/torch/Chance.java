package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randint;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/**
 * The dice of a device at one moment, so that they can be thrown once more; kept in the scope that
 * is open.
 */
public final class Chance {
  private final Generator dice;
  private final Tensor state;

  private Chance(Generator dice) {
    this.dice = dice;
    this.state = dice.get_state();
  }

  /** Lays the dice of every device as they lie before this step of a run of this seed. */
  public static void settle(long seed, long step) {
    manual_seed(seed * 0x9E3779B97F4A7C15L + step);
  }

  /** As the dice lie now. */
  public static Chance now(Device device) {
    Natives.load();
    return new Chance(globalContext().defaultGenerator(device));
  }

  /** A number thrown by the processor's dice, to seed others with. */
  public static long number() {
    Natives.load();
    try (var _ = new Scope()) {
      return randint(Long.MAX_VALUE, new long[] {1}).item_long();
    }
  }

  /** From here on the same is thrown as from that moment on. */
  public void again() {
    dice.set_state(state);
  }
}
