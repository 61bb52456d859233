package dev.fovea.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command in a process of its own: for signals, and for variables of the environment. */
final class Child {
  private Child() {}

  /** Ready to start. */
  static ProcessBuilder of(String... words) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:disable"));
    all.addAll(List.of("-Djava.awt.headless=true", "-cp", classes, Main.class.getName()));
    all.addAll(List.of(words));
    return new ProcessBuilder(all);
  }

  /** What it said, run to its end with some variables more. */
  static Said said(Map<String, String> environment, String... words) throws Exception {
    Path out = Files.createTempFile("fovea", ".out");
    Path err = Files.createTempFile("fovea", ".err");
    try {
      ProcessBuilder child = of(words).redirectOutput(out.toFile()).redirectError(err.toFile());
      child.environment().putAll(environment);
      int code = child.start().waitFor();
      return new Said(
          code,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
