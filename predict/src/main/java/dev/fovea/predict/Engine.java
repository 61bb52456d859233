package dev.fovea.predict;

import java.nio.file.Path;
import java.util.ServiceLoader;

/** What runs the model files of one kind; other rooms bring theirs by {@link ServiceLoader}. */
public interface Engine {
  /** Whether this is a file for it, by its name. */
  boolean opens(Path file);

  /**
   * Opens a classifier.
   *
   * @throws ModelException where the file holds none
   */
  Classifier classifier(Path file, Settings settings);

  /**
   * Opens a detector.
   *
   * @throws ModelException where the file holds none, or this engine runs none
   */
  default Detector detector(Path file, Settings settings) {
    throw new ModelException(file + " cannot be opened: its engine runs no detectors");
  }

  /** Loads its libraries, which opening a file would do: a program may begin with it. */
  default void load() {}

  /** The engine for a file. */
  static Engine of(Path file) {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.opens(file))
        .findFirst()
        .orElseThrow(() ->
            new ModelException(
                file
                    + " is no .onnx file; export the model with `fovea export MODEL --to onnx`,"
                    + " or add fovea-task to the class path, which runs .safetensors files"));
  }
}
