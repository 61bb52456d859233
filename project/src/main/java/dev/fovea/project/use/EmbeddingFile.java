package dev.fovea.project.use;

import com.fasterxml.jackson.core.JsonFactory;
import dev.fovea.data.DataException;
import dev.fovea.data.csv.CsvRows;
import dev.fovea.task.embed.Embedder;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.torch.file.SafetensorsWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Vectors of pictures as a file: {@code .csv} with the columns {@code path, f0, f1 ...}, or {@code
 * .safetensors} with the tensor {@code embeddings} [n, width] and the paths as a JSON list in the
 * metadata. Holds all of them until it is written: 4 bytes a number.
 */
public final class EmbeddingFile {
  private final Path file;
  private final boolean unit;
  private final List<String> paths = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();

  private EmbeddingFile(Path file, boolean unit) {
    this.file = file;
    this.unit = unit;
  }

  /**
   * For vectors to come.
   *
   * @param unit whether each is brought to length 1 (L2)
   * @throws IllegalArgumentException where the name of the file is of neither kind
   */
  public static EmbeddingFile of(Path file, boolean unit) {
    if (!file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(csv|safetensors)"))
      throw new IllegalArgumentException(
          "writes .csv or .safetensors, got " + file + "; name such a file");
    return new EmbeddingFile(file, unit);
  }

  /** One more picture. */
  public void add(Predicted.Answered picture) {
    FloatBuffer features = picture.features();
    if (!features.hasRemaining())
      throw new DataException(
          "the network has no features in front of a head, so there is nothing to write into "
              + file);
    var vector = new float[features.remaining()];
    features.duplicate().get(vector);
    paths.add(picture.input().file().toString());
    vectors.add(unit ? Embedder.unit(vector) : vector);
  }

  /** Writes all of them, beside their place and then renamed. */
  public void write() {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) AtomicFile.write(file, csv());
    else safetensors();
  }

  private String csv() {
    var text = new StringBuilder("path");
    int width = vectors.isEmpty() ? 0 : vectors.getFirst().length;
    for (int i = 0; i < width; i++) text.append(",f").append(i);
    for (int n = 0; n < paths.size(); n++) {
      text.append('\n').append(CsvRows.quoted(paths.get(n)));
      for (float number : vectors.get(n)) text.append(',').append(number);
    }
    return text.append('\n').toString();
  }

  private void safetensors() {
    int width = vectors.isEmpty() ? 0 : vectors.getFirst().length;
    var all = FloatBuffer.allocate(Math.multiplyExact(width, vectors.size()));
    vectors.forEach(all::put);
    try (var _ = new Scope()) {
      var tensor = Tensors.of(all.array(), vectors.size(), width);
      SafetensorsWriter.write(file, Map.of("paths", json()), Map.of("embeddings", tensor));
    }
  }

  private String json() {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (String path : paths) json.writeString(path);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
