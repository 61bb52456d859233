package dev.fovea.bench.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@link ModelDamage} does to every byte. */
class ModelDamageTest {
  @Test
  void damagedModelsAnswerOrAreRefused(@TempDir Path folder) throws IOException {
    var counts = ModelDamage.counts(folder, false, 101);
    assertEquals(Set.of("changed: answers", "changed: refused", "cut: refused"), counts.keySet());
    assertTrue(counts.get("cut: refused") > 1000, counts.toString());
    assertTrue(counts.get("changed: refused") > 1000, counts.toString());
  }

  /** Of an exported one every byte is cut at; ONNX Runtime's refusals are sentences. */
  @Test
  void damagedExportsAnswerOrAreRefused(@TempDir Path folder) throws IOException {
    var counts = ModelDamage.counts(folder, true, 41);
    assertEquals(Set.of("changed: answers", "changed: refused", "cut: refused"), counts.keySet());
    assertTrue(counts.get("cut: refused") > 1000, counts.toString());
    assertTrue(counts.get("changed: refused") > 100, counts.toString());
  }
}
