package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aPictureIsAnsweredAndNothingIsLeft() {
    Said said = Said.on(Rehearsal::run);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("picture.jpg"), said.out());
    String model = said.next().replaceFirst(".* predict (\\S+) .*", "$1");
    assertTrue(model.endsWith("tiny.onnx"), said.next());
    assertFalse(Files.exists(Path.of(model).getParent()), model);
  }
}
