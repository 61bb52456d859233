package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A {@link ModelCard} that people write for a network from elsewhere, as YAML: the keys of {@link
 * CardJson}, of which {@code task}, {@code classes} and {@code preprocess} are needed. Classes may
 * also be the name of a text file beside it, one class a line; without {@code postprocess} a
 * classifier answers the most probable of a softmax, and a detector is refused.
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
    Optional<String> task = task(file);
    return parsed(
        file,
        in ->
            CardFields.byHand(in, besides, task, name -> names(file.resolveSibling(name)), told)
                .read());
  }

  /**
   * The task that a file names, if it does.
   *
   * @throws ModelException where it cannot be read
   */
  public static Optional<String> task(Path file) {
    return parsed(
        file,
        in -> {
          var task = new String[1];
          var json = new JsonObjects(in);
          in.nextToken();
          json.object(key -> {
            if (key.equals("task")) task[0] = json.text();
            else in.skipChildren();
          });
          return Optional.ofNullable(task[0]);
        });
  }

  private static <T> T parsed(Path file, CardJson.Reading<T> reading) {
    String text = text(file);
    try (JsonParser in = new YAMLFactory().createParser(text)) {
      return reading.of(in);
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
