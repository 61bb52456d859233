package dev.fovea.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

  /** Writes it beside its place and renames it. */
  public static void write(SequencedMap<String, Double> metrics, Path file) {
    AtomicFile.write(file, of(metrics));
  }
}
