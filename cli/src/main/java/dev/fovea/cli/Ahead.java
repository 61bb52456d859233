package dev.fovea.cli;

import dev.fovea.image.Decode;
import dev.fovea.predict.Engine;
import java.nio.file.Path;

/**
 * Loads libraries while the words of the command are still being read: the first answer of an
 * exported model waits for them more than for anything else.
 *
 * <p>Only for ONNX Runtime, which shares nothing with OpenCV. The classes of libtorch and OpenCV
 * begin with each other's, and two threads that begin at two ends would wait for each other.
 */
final class Ahead {
  private Ahead() {}

  /** Begins, where the words ask for answers of an {@code .onnx} file. */
  static void of(String... words) {
    if (words.length < 3 || !words[0].equals("predict") || !words[1].endsWith(".onnx")) return;
    begin(() -> Engine.of(Path.of(words[1])).load());
    begin(Decode::load);
  }

  private static void begin(Runnable load) {
    Thread.ofPlatform()
        .daemon()
        .name("fovea-ahead")
        .uncaughtExceptionHandler((_, _) -> {}) // who needs the library meets the same, and says it
        .start(load);
  }
}
