package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts live native objects in a process of its own, see {@link LeakProbe}. */
class MemoryTest {
  @TempDir Path folder;

  @Test
  void nothingStaysBehindAStepNorTheEnd() throws Exception {
    Map<String, List<Long>> counts = probe(LeakProbe.class, folder.toString());
    long before = counts.get("before").getFirst();
    for (String manner : List.of("step", "retraced")) {
      List<Long> steps = counts.get(manner);
      assertEquals(10, steps.size());
      assertTrue(steps.getFirst() > before + 10, "the count does not count: " + counts);
      for (long count : steps) assertEquals(steps.getFirst(), count, "it grows: " + steps);
    }
    assertEquals(List.of(before), counts.get("after"), "after closing");
    assertEquals(List.of(before), counts.get("diverged"), "after a step that failed");
  }

  /** Kept they are 40 values of 9.4 MB; in the best segments 9 at a time. */
  @Test
  void activationsThatAreWorkedOutAgainNeedLittleMemory() throws Exception {
    long kept = probe(PeakProbe.class, "false").get("peak").getFirst();
    long again = probe(PeakProbe.class, "true").get("peak").getFirst();
    assertTrue(kept - again > 100_000, "peaks of %d and %d kB".formatted(kept, again));
  }

  private static Map<String, List<Long>> probe(Class<?> probe, String argument)
      throws IOException, InterruptedException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+UseEpsilonGC",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-cp",
            System.getProperty("java.class.path"),
            probe.getName(),
            argument);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder // gives back at once what is free, so that what is held is what is needed
        .environment()
        .putAll(
            Map.of(
                "MALLOC_ARENA_MAX", "1",
                "MALLOC_MMAP_THRESHOLD_", "1000000",
                "MALLOC_TRIM_THRESHOLD_", "0"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    var counts = new HashMap<String, List<Long>>();
    for (String line : said.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2 && words[1].matches("\\d+"))
        counts.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(Long.valueOf(words[1]));
    }
    return counts;
  }
}
