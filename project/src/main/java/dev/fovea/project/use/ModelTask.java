package dev.fovea.project.use;

import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.CardYaml;
import dev.fovea.predict.onnx.OnnxMetadata;
import dev.fovea.torch.file.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What a model file is for, said before it is opened. */
public final class ModelTask {
  private static final String CLASSIFY = "classify";

  private ModelTask() {}

  /**
   * {@code classify} or {@code detect}. What an {@code .onnx} file does not say, the {@code .yaml}
   * file beside it may; who says nothing is taken for a classifier.
   */
  public static String of(Path file) {
    Map<String, String> metadata = metadata(file);
    if (!metadata.containsKey(CardJson.KEY)) return isOnnx(file) ? beside(file) : CLASSIFY;
    return CardJson.read(file, metadata, (_, json) -> json.in().skipChildren()).task();
  }

  /** Whether it is a detector. */
  public static boolean isDetector(Path file) {
    return of(file).equals("detect");
  }

  /** Whether ONNX Runtime opens it, by its name. */
  static boolean isOnnx(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  private static String beside(Path file) {
    Path yaml = CardYaml.beside(file);
    return Files.exists(yaml) ? CardYaml.task(yaml).orElse(CLASSIFY) : CLASSIFY;
  }

  private static Map<String, String> metadata(Path file) {
    if (isOnnx(file)) return OnnxMetadata.of(file);
    try (var tensors = SafetensorsFile.open(file)) {
      return tensors.metadata();
    }
  }
}
