package dev.fovea.torch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch once, before anything else of it is touched.
 *
 * <p>The three libraries that the others link against are unpacked first: where a system-wide
 * libtorch is installed, the loader would otherwise link that one and crash.
 */
public final class Natives {
  /** Why libtorch is not there; empty when it is. */
  private static final String FAILURE = loadAll();

  private Natives() {}

  /**
   * Makes sure that libtorch is there; cheap after the first call.
   *
   * @throws TorchException where it cannot be loaded, saying what to do
   */
  public static void load() {
    if (!FAILURE.isEmpty()) throw new TorchException(FAILURE);
  }

  private static String loadAll() {
    try {
      Waiting.passively();
      for (String library : new String[] {"c10", "torch_cpu", "torch"}) unpack(library);
      Loader.load(torch.class);
      Ending.withoutDestructors();
      return "";
    } catch (Throwable e) { // UnsatisfiedLinkError and NoClassDefFoundError are Errors
      return "libtorch cannot be loaded on "
          + Loader.getPlatform()
          + " ("
          + firstLine(e)
          + "); run `fovea doctor` to see what is missing";
    }
  }

  private static void unpack(String library) throws java.io.IOException {
    String name = System.mapLibraryName(library);
    Loader.cacheResource(torch.class, "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/" + name);
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
