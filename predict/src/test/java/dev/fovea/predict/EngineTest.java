package dev.fovea.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineTest {
  /** The room task, which has libtorch, is not on the class path here. */
  @Test
  void withoutLibtorchASafetensorsFileIsRefused() {
    var refused =
        assertThrows(ModelException.class, () -> Classifier.open(Path.of("best.safetensors")));
    assertEquals(
        "best.safetensors is no .onnx file; export the model with `fovea export MODEL --to onnx`,"
            + " or add fovea-task to the class path, which runs .safetensors files",
        refused.getMessage());
  }

  @Test
  void settingsThatRunNothingAreRefused() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Settings.DEFAULT.withThreads(0));
    assertEquals(
        "a model is opened with 1 or more threads and sessions, got 0 and 1", refused.getMessage());
  }
}
