package dev.fovea.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.fovea.predict.ModelException;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Scores as one flat JSON object, by the field's names: top1, top1_low, top1_high, f1_macro... */
public final class MetricsJson {
  private MetricsJson() {}

  /** The text of the file. */
  public static String of(SequencedMap<String, Double> metrics) {
    var text = new StringWriter();
    try (var json =
        new JsonFactory().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
      json.writeStartObject();
      for (var metric : metrics.entrySet())
        json.writeNumberField(metric.getKey(), metric.getValue());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  /** Reads such a file. */
  public static SequencedMap<String, Double> read(Path file) {
    var metrics = new LinkedHashMap<String, Double>();
    try (var json = new JsonFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        metrics.put(name, json.getDoubleValue());
      }
      return metrics;
    } catch (JsonProcessingException e) {
      throw new ModelException(file + " is no metrics.json of Fovea: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it beside its place and renames it. */
  public static void write(SequencedMap<String, Double> metrics, Path file) {
    AtomicFile.write(file, of(metrics));
  }
}
