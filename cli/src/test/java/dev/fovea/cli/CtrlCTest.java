package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to end saves first, says how to go on, and can go on. */
class CtrlCTest {
  private static final int KILLED_POLITELY = 128 + 15;

  @TempDir Path box;

  @Test
  void savesAndSaysHowToGoOn() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self")), "signals are those of Unix");
    Path run = box.resolve("run");
    Process process = start(Trained.once().data(), run);
    var said = new ArrayList<String>();
    try (BufferedReader err = process.errorReader()) {
      String line;
      boolean asked = false;
      while ((line = err.readLine()) != null) {
        said.add(line);
        if (!asked && line.startsWith("epoch 2/")) {
          process.toHandle().destroy(); // Process.destroy would close the streams too
          asked = true;
        }
      }
    }
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), said::toString);
    assertEquals(KILLED_POLITELY, process.exitValue(), said::toString);
    assertTrue(
        said.contains("Everything is saved in " + run + "; the run can go on from there."),
        said::toString);
    assertEquals("  fovea train --resume " + run, said.getLast());

    Said resumed = Said.by("train", "--resume", run.toString(), "--epochs", "4");
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.err().contains("Going on from step "), resumed.err());
  }

  private static Process start(Path data, Path run) throws Exception {
    return Child.of(
            "train",
            "classify",
            "--data=" + data,
            "--out=" + run,
            "--model=small",
            "--epochs=400",
            "--set=train.threads=1")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
