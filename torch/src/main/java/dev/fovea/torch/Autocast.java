package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.decrement_nesting;
import static org.bytedeco.pytorch.global.torch.get_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.increment_nesting;
import static org.bytedeco.pytorch.global.torch.is_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Works in a precision on this thread while it is open: for a forward pass. The way back follows by
 * itself and belongs outside, as does the loss. The rounded weights are kept for the region alone,
 * since weights move between regions.
 */
public final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean enabled;
  private final ScalarType dtype;

  private Autocast(DeviceType device, boolean on) {
    this.device = device;
    this.enabled = is_autocast_enabled(device);
    this.dtype = get_autocast_dtype(device);
    set_autocast_enabled(device, on);
    set_autocast_dtype(device, ScalarType.BFloat16);
    var _ = increment_nesting();
  }

  /** Opens a region; to be closed on the same thread. */
  public static Autocast to(Precision precision, Device device) {
    Natives.load();
    return new Autocast(device.type(), precision == Precision.BF16);
  }

  @Override
  public void close() {
    if (decrement_nesting() == 0) clear_cache();
    set_autocast_enabled(device, enabled);
    set_autocast_dtype(device, dtype);
  }
}
