package dev.fovea.cli;

import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The run that the JDK's start-up cache is made of, at the end of a build: what {@code fovea
 * predict MODEL.onnx PICTURE.jpg} does, with a tiny model. No command; the launcher starts it.
 */
final class Rehearsal {
  private static final int HEIGHT = 240;
  private static final int WIDTH = 320;

  private Rehearsal() {}

  /** Ends with the exit code of the command. */
  public static void main(String[] words) {
    System.exit(run(Screen.system()));
  }

  static int run(Screen screen) {
    try {
      Path folder = Files.createTempDirectory("fovea-rehearsal");
      try {
        return run(screen, folder.resolve("tiny.onnx"), folder.resolve("picture.jpg"));
      } finally {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      return Sentence.of(e).tell(screen, e);
    }
  }

  private static int run(Screen screen, Path model, Path picture) throws IOException {
    try (var tiny = Rehearsal.class.getResourceAsStream("tiny.onnx")) {
      Files.copy(tiny, model);
      Encode.write(waves(), picture);
      String[] call = {"predict", model.toString(), picture.toString()};
      Ahead.of(call);
      return Fovea.run(screen, call);
    } finally {
      Files.deleteIfExists(picture);
      Files.deleteIfExists(model);
    }
  }

  private static Image waves() {
    var samples = new byte[HEIGHT * WIDTH * 3];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (byte) (128 + 100 * Math.sin(i / 60.0) * Math.sin(i / 20_000.0));
    return Image.of8(WIDTH, HEIGHT, 3, samples);
  }
}
