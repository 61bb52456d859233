package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@link ModelCard} that people write for a network from elsewhere, as YAML: the keys of {@link
 * CardJson}, of which {@code task}, {@code classes} and {@code preprocess} are needed. Classes may
 * also be the name of a text file beside it, one class a line; without {@code postprocess} the most
 * probable of a softmax is answered.
 */
public final class CardYaml {
  private static final long MOST_BYTES = 1 << 20;

  private CardYaml() {}

  /** Where it lies: {@code parts.yaml} for {@code parts.onnx}. */
  public static Path beside(Path model) {
    String name = model.getFileName().toString();
    return model.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".yaml");
  }

  /**
   * The card in a file.
   *
   * @param told counts where both say something
   * @throws ModelException where something in it cannot be read
   */
  public static ModelCard read(Path file, Told told, CardJson.Besides besides) {
    String text = text(file);
    try (JsonParser in = new YAMLFactory().createParser(text)) {
      return CardFields.byHand(in, besides, name -> names(file.resolveSibling(name)), told).read();
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          file + " does not say what the model is: " + CardJson.firstLine(e) + "; correct it", e);
    }
  }

  /**
   * The names of classes in a text file, one a line.
   *
   * @throws ModelException where it cannot be read
   */
  public static List<String> names(Path file) {
    return text(file).strip().lines().map(String::strip).toList();
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES)
        throw new ModelException(
            file + " has " + Files.size(file) + " bytes, more than " + MOST_BYTES + " of text");
      return Files.readString(file);
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read as text: " + e.getMessage(), e);
    }
  }
}
