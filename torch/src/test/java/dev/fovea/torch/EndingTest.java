package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process ends with its own exit code, whatever libtorch is doing; in machines of their own. */
class EndingTest {
  private static final int ABORTED = 128 + 6;
  private static final int KILLED_POLITELY = 128 + 15;

  @TempDir Path box;

  @BeforeEach
  void onGlibc() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && CLibrary.has("on_exit"),
        "exit codes reach handlers with glibc alone");
  }

  @ParameterizedTest
  @CsvSource({"exit, 7", "halt, 7", "return, 0"})
  void destructorsDoNotRun(String how, int code) throws Exception {
    assertEquals(code, ended(Ends.class, "loaded", how));
    assertEquals("said by C\n", Files.readString(box.resolve("out")));
  }

  @ParameterizedTest
  @CsvSource({"exit", "halt", "return"})
  void withoutLibtorchTheyDo(String how) throws Exception {
    assertEquals(ABORTED, ended(Ends.class, "without", how));
  }

  /** A quarter of them crashed when the destructors ran. */
  @RepeatedTest(4)
  void aKillInTheMiddleOfAWayBack() throws Exception {
    Process process = start(Endless.class).start();
    Path out = box.resolve("out");
    while (process.isAlive() && Files.size(out) == 0) Thread.sleep(50);
    Thread.sleep(200);
    process.toHandle().destroy();
    assertEquals(KILLED_POLITELY, code(process));
    assertTrue(Files.readString(out).startsWith("way back\n"));
  }

  private int ended(Class<?> program, String... words) throws Exception {
    return code(start(program, words).start());
  }

  private int code(Process process) throws Exception {
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
    assertEquals(List.of("err", "out"), files(), () -> "a crash leaves a report");
    assertEquals("", Files.readString(box.resolve("err")));
    return process.exitValue();
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(box)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private ProcessBuilder start(Class<?> program, String... words) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:-CreateCoredumpOnCrash"));
    all.addAll(List.of("-XX:+UseSerialGC", "-cp", classes, program.getName()));
    all.addAll(List.of(words));
    return new ProcessBuilder(all)
        .directory(box.toFile())
        .redirectOutput(box.resolve("out").toFile())
        .redirectError(box.resolve("err").toFile());
  }
}
