package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.cuda_device_count;
import static org.bytedeco.pytorch.global.torch.cuda_is_available;

import org.bytedeco.pytorch.Device;

/** Where tensors live and work is done. */
public final class Devices {
  private Devices() {}

  /**
   * The device of a word that users type.
   *
   * @param name {@code auto} (CUDA where there is one), {@code cpu}, {@code cuda} or {@code cuda:1}
   * @throws TorchException where it is not there, or the word is none of these
   */
  public static Device of(String name) {
    Natives.load();
    if (name.equals("auto")) return new Device(cuda_is_available() ? "cuda" : "cpu");
    if (name.equals("cpu")) return new Device("cpu");
    if (!name.matches("cuda(:\\d{1,3})?"))
      throw new TorchException("unknown device " + name + "; say auto, cpu, cuda or cuda:1");
    if (!cuda_is_available())
      throw new TorchException(
          "device "
              + name
              + " was asked for, but libtorch finds no CUDA here; say --device cpu, or run"
              + " `fovea doctor`");
    int index = name.equals("cuda") ? 0 : Integer.parseInt(name.substring(5));
    if (index >= cuda_device_count())
      throw new TorchException(
          "device " + name + " was asked for, but there are only " + cuda_device_count());
    return new Device(name);
  }

  /** True where a CUDA device can be used. */
  public static boolean cuda() {
    Natives.load();
    return cuda_is_available();
  }
}
