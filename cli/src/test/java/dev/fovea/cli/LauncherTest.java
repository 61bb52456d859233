package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs src/test/sh/launcher-test.sh, which holds the launcher's tests, in the shells found here.
 */
class LauncherTest {
  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void findsTheJdkBuildsOnceAndStartsTheProgram(String shell) throws Exception {
    assumeTrue(onPath(shell), () -> "there is no " + shell + " on this machine");
    Path script = Path.of("src/test/sh/launcher-test.sh").toAbsolutePath();
    Path launcher = Path.of("../fovea").toAbsolutePath().normalize();

    var process =
        new ProcessBuilder(shell, script.toString(), launcher.toString(), shell)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();

    assertEquals(List.of(), lines.stream().filter(line -> !line.startsWith("ok ")).toList());
    assertEquals(0, process.waitFor());
    assertTrue(lines.size() >= 57, () -> "the script stopped early: " + lines);
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
