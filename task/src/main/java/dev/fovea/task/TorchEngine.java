package dev.fovea.task;

import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Engine;
import dev.fovea.predict.Settings;
import dev.fovea.task.classify.TorchClassifier;
import dev.fovea.task.detect.TorchDetector;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs {@code .safetensors} files on libtorch; {@link Classifier#open} and {@link Detector#open}
 * find it.
 */
public final class TorchEngine implements Engine {
  /** Anything but ONNX: whatever else a file is, this engine's reader says so best. */
  @Override
  public boolean opens(Path file) {
    return !file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  @Override
  public Classifier classifier(Path file, Settings settings) {
    return TorchClassifier.open(file, settings);
  }

  @Override
  public Detector detector(Path file, Settings settings) {
    return TorchDetector.open(file, settings);
  }
}
