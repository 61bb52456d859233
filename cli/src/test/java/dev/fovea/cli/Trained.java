package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small model that was really trained, once for all tests that need one: 12 drawn classes of 28
 * px, one epoch.
 */
final class Trained {
  private static Trained made;

  private final Path data;
  private final Path run;
  private final Said said;

  private Trained(Path box) {
    data = box.resolve("my data");
    run = box.resolve("my run");
    assertEquals(0, draw(data, 168).code());
    said = train(data, run, "--epochs", "1");
    assertEquals(0, said.code(), said.err());
  }

  static synchronized Trained once() throws Exception {
    if (made == null) {
      Path box = Files.createTempDirectory("fovea cli");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(box.toFile())));
      made = new Trained(box);
    }
    return made;
  }

  static Said draw(Path folder, int count) {
    return Said.by(
        "data", "draw", "--out", folder.toString(), "--count", "" + count, "--size", "28");
  }

  static Said train(Path data, Path run, String... more) {
    var words = new ArrayList<String>();
    words.addAll(List.of("train", "classify", "--data", data.toString()));
    words.addAll(List.of("--out", run.toString(), "--model", "small", "--batch", "16"));
    words.addAll(List.of("--set", "train.threads=1", "--seed", "3"));
    words.addAll(List.of(more));
    return Said.by(words.toArray(String[]::new));
  }

  Path data() {
    return data;
  }

  Path run() {
    return run;
  }

  Path model() {
    return run.resolve("best.safetensors");
  }

  /** What training said. */
  Said said() {
    return said;
  }

  private static void remove(File file) {
    File[] inside = file.listFiles();
    if (inside != null) for (var each : inside) remove(each);
    file.delete();
  }
}
