package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.globalContext;

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

  /** As the dice lie now. */
  public static Chance now(Device device) {
    Natives.load();
    return new Chance(globalContext().defaultGenerator(device));
  }

  /** From here on the same is thrown as from that moment on. */
  public void again() {
    dice.set_state(state);
  }
}
