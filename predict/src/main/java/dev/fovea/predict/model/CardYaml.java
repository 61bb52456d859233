package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A {@link ModelCard} that people write for a network from elsewhere, as YAML: the keys of {@link
 * CardJson}, of which {@code task}, {@code classes} and {@code preprocess} are needed. Classes may
 * also be the name of a text file beside it, one class a line; without {@code postprocess} the most
 * probable of a softmax is answered.
 */
public final class CardYaml {
  private static final long MOST_BYTES = 1 << 20;

  private CardYaml() {}

  /**
   * The card in a file.
   *
   * @throws ModelException where something in it cannot be read
   */
  public static ModelCard read(Path file, CardJson.Besides besides) {
    String text = text(file);
    try (JsonParser in = new YAMLFactory().createParser(text)) {
      return CardFields.byHand(
              in, besides, name -> text(file.resolveSibling(name)).lines().toList())
          .read();
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          file + " does not say what the model is: " + CardJson.firstLine(e) + "; correct it", e);
    }
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
