package dev.fovea.project.use;

import com.fasterxml.jackson.core.JsonFactory;
import dev.fovea.data.DataException;
import dev.fovea.data.csv.CsvRows;
import dev.fovea.task.embed.Embedder;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.torch.file.SafetensorsWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Vectors of pictures as a file: {@code .csv} with the columns {@code path, f0, f1 ...}, or {@code
 * .safetensors} with the tensor {@code embeddings} [n, width] and the paths as a JSON list in the
 * metadata. Until all are there they wait in a file beside it, {@code FILE.part}, so that their
 * number costs no memory (but the paths in a {@code .safetensors} file).
 */
public final class EmbeddingFile implements AutoCloseable {
  private final Path file;
  private final Path waiting;
  private final boolean unit;
  private DataOutputStream out;
  private long count;
  private int width;

  private EmbeddingFile(Path file, boolean unit) {
    this.file = file;
    this.waiting = file.resolveSibling(file.getFileName() + ".part");
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

  /** What one vector is told to. */
  private interface Row {
    void of(String path, float[] vector) throws IOException;
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
    try {
      if (out == null)
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(waiting)));
      out.writeUTF(picture.input().file().toString());
      for (float number : unit ? Embedder.unit(vector) : vector) out.writeFloat(number);
    } catch (IOException e) {
      throw failed(e);
    }
    width = vector.length;
    count++;
  }

  private DataException failed(IOException e) {
    return new DataException(
        file + " cannot be written: " + e.getMessage() + "; make room or choose another place", e);
  }

  /** Writes all of them, beside their place and then renamed. */
  public void write() {
    try {
      if (out != null) out.flush();
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) csv();
      else safetensors();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void csv() {
    AtomicFile.write(
        file,
        to -> {
          var head = new StringBuilder("path");
          for (int i = 0; i < width; i++) head.append(",f").append(i);
          put(head.append('\n'), to);
          each((path, vector) -> {
            var row = new StringBuilder(CsvRows.quoted(path));
            for (float number : vector) row.append(',').append(number);
            put(row.append('\n'), to);
          });
        });
  }

  private static void put(StringBuilder text, WritableByteChannel to) throws IOException {
    to.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void safetensors() throws IOException {
    var paths = new StringWriter();
    try (var json = new JsonFactory().createGenerator(paths)) {
      json.writeStartArray();
      each((path, _) -> json.writeString(path));
      json.writeEndArray();
    }
    SafetensorsWriter.write(
        file,
        Map.of("paths", paths.toString()),
        "embeddings",
        List.of(count, (long) width),
        to -> {
          var bytes = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
          each((_, vector) -> {
            bytes.clear();
            bytes.asFloatBuffer().put(vector);
            to.write(bytes);
          });
        });
  }

  private void each(Row row) throws IOException {
    if (count == 0) return;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(waiting)))) {
      var vector = new float[width];
      for (long n = 0; n < count; n++) {
        String path = in.readUTF();
        for (int i = 0; i < width; i++) vector[i] = in.readFloat();
        row.of(path, vector);
      }
    }
  }

  /** Takes away what waited. */
  @Override
  public void close() throws IOException {
    if (out == null) return;
    try {
      out.close();
    } catch (IOException _) { // what could not be written is told by add and write
    }
    Files.deleteIfExists(waiting);
  }
}
