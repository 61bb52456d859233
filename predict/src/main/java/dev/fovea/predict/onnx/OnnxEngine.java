package dev.fovea.predict.onnx;

import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Engine;
import dev.fovea.predict.Settings;
import java.nio.file.Path;
import java.util.Locale;

/** Runs {@code .onnx} files; {@link Classifier#open} and {@link Detector#open} find it. */
public final class OnnxEngine implements Engine {
  @Override
  public boolean opens(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  @Override
  public void load() {
    OnnxRuntime.environment();
  }

  @Override
  public Classifier classifier(Path file, Settings settings) {
    return OnnxClassifier.open(file, settings);
  }

  @Override
  public Detector detector(Path file, Settings settings) {
    return OnnxDetector.open(file, settings);
  }
}
