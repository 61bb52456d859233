package dev.fovea.task.classify;

import dev.fovea.predict.Classifier;
import dev.fovea.predict.Engine;
import dev.fovea.predict.Settings;
import java.nio.file.Path;
import java.util.Locale;

/** Runs {@code .safetensors} files on libtorch; {@link Classifier#open} finds it. */
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
}
