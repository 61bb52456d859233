package dev.fovea.image.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class OpenCvTest {
  /** Asks OpenCV for a petabyte, so what it says then is its own. */
  @Test
  void missingMemoryIsNotTheFilesFault() {
    OpenCv.load();
    var said = assertThrows(RuntimeException.class, () -> new Mat(1 << 30, 1 << 20, CV_8UC1));
    var error = assertThrows(OutOfMemoryError.class, () -> OpenCv.memory(said));
    assertTrue(error.getMessage().startsWith("OpenCV: "), error.getMessage());
    assertDoesNotThrow(() -> OpenCv.memory(new RuntimeException("Assertion failed: bad row")));
  }
}
