package dev.fovea.image.codec;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.opencv_core.ErrorCallback;

/**
 * Keeps OpenCV from writing log lines to the screen: what goes wrong is said once, by our
 * exception.
 *
 * <p>The presets do not map {@code cv::utils::logging::setLogLevel(level)}, so its address is
 * looked up and called through a function pointer that they do map; both take the level as their
 * first argument. Where the symbol is not found (Windows mangles names differently) the lines stay,
 * and nothing else changes.
 */
final class OpenCvLog {
  private static final int SILENT = 0;

  private OpenCvLog() {}

  static void silence() {
    Pointer setLogLevel = Loader.addressof("_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE");
    if (setLogLevel == null) {
      return;
    }
    try (var cell = new PointerPointer<Pointer>(1);
        var call = new ErrorCallback(cell.put(0, setLogLevel))) {
      call.call(SILENT, (BytePointer) null, (BytePointer) null, (BytePointer) null, 0, null);
    }
  }
}
