package dev.fovea.project.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

  @TempDir Path folder;
  private Path file;
  private byte[] golden;

  @BeforeEach
  void writeThreeSteps() throws IOException {
    try (var in = getClass().getResourceAsStream("events.golden")) {
      golden = in.readAllBytes();
    }
    file = folder.resolve(EventFile.NAME);
    try (var events = EventFile.open(file, CLOCK)) {
      events.scalars(1, Map.of("loss/train", 2.25));
      var two = new LinkedHashMap<String, Double>();
      two.put("loss/train", 1.5);
      two.put("not measured", Double.NaN);
      two.put("val/größe", 0.1);
      events.scalars(300, two);
      events.scalars(10_000_000_000L, Map.of("lr", -1e-5));
      events.flush();
    }
  }

  /** Byte for byte what TensorBoard's own record writer makes; see event_golden.py. */
  @Test
  void writesTensorBoardsBytes() throws IOException {
    assertArrayEquals(golden, Files.readAllBytes(file));
  }

  @Test
  void nameIsOneThatTensorBoardReads() {
    assertTrue(EventFile.NAME.contains("tfevents"));
  }

  @Test
  void cutsBackToAStepAndGoesOnAsIfNeverStopped() throws IOException {
    EventFile.truncateAfter(file, 300);
    long cut = Files.size(file);
    assertArrayEquals(Arrays.copyOf(golden, (int) cut), Files.readAllBytes(file));
    assertTrue(cut < golden.length && cut > golden.length / 2, "cut at " + cut);
    try (var events = EventFile.open(file, CLOCK)) {
      events.scalars(10_000_000_000L, Map.of("lr", -1e-5));
    }
    assertArrayEquals(golden, Files.readAllBytes(file));
  }

  @Test
  void keepsEverythingUpToItsLastStepAndTheVersionBeforeItsFirst() throws IOException {
    EventFile.truncateAfter(file, 10_000_000_000L);
    assertArrayEquals(golden, Files.readAllBytes(file));
    EventFile.truncateAfter(file, 0);
    assertEquals(40, Files.size(file));
    EventFile.truncateAfter(folder.resolve("absent"), 0);
  }

  @Test
  void cutsAwayATornOrDamagedRecord() throws IOException {
    byte[] torn = Arrays.copyOf(golden, golden.length - 3);
    Files.write(file, torn);
    EventFile.truncateAfter(file, Long.MAX_VALUE);
    long whole = Files.size(file);
    Files.write(file, golden);
    EventFile.truncateAfter(file, 300);
    assertEquals(Files.size(file), whole);
    golden[golden.length - 8] ^= 1;
    Files.write(file, golden);
    EventFile.truncateAfter(file, Long.MAX_VALUE);
    assertEquals(Files.size(file), whole);
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    EventFile.truncateAfter(file, Long.MAX_VALUE);
    assertEquals(Files.size(file), whole);
  }
}
