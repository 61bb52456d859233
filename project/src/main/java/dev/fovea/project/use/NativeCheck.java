package dev.fovea.project.use;

import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Natives;
import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;

/** The native libraries: they are loaded and used, not only looked for. */
final class NativeCheck {
  private static final int GREY = 128;

  private NativeCheck() {}

  static Finding libtorch() {
    long start = System.nanoTime();
    try {
      Natives.load();
      return Finding.ok("libtorch", version("pytorch") + ", loaded" + since(start));
    } catch (TorchException e) {
      return Finding.missing("libtorch", e.getMessage(), reload());
    }
  }

  static Finding opencv() {
    long start = System.nanoTime();
    try {
      var square = new byte[16 * 16];
      Arrays.fill(square, (byte) GREY);
      Image back = Decode.of(Encode.jpeg(Image.of8(16, 16, 1, square), 90), "a test picture");
      if (Math.abs(back.at(8, 8, 0) - GREY) <= 1)
        return Finding.ok("OpenCV", version("opencv") + ", reads and writes JPEG" + since(start));
      return Finding.missing("OpenCV", "a JPEG comes back with other pixels", reload());
    } catch (RuntimeException | LinkageError e) {
      return Finding.missing("OpenCV", "cannot be loaded: " + e.getMessage(), reload());
    }
  }

  static Finding cuda() {
    try {
      return Devices.cuda()
          ? Finding.ok("CUDA", "there; --device auto takes it")
          : Finding.ok("CUDA", "none found: networks run on the processor");
    } catch (TorchException _) { // said by the finding on libtorch
      return Finding.ok("CUDA", "not looked for, as libtorch is missing");
    }
  }

  private static String version(String artifact) {
    try {
      return Loader.getVersion("org.bytedeco", artifact);
    } catch (IOException _) { // a jar without its pom.properties
      return "unknown version";
    }
  }

  private static String since(long start) {
    return String.format(Locale.ROOT, " in %.1f s", (System.nanoTime() - start) / 1e9);
  }

  private static String reload() {
    return "Delete the native cache named above, and look for a missing system library in the"
        + " message.";
  }
}
