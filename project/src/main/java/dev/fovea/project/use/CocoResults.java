package dev.fovea.project.use;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.data.DataException;
import dev.fovea.image.Box;
import dev.fovea.predict.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Boxes as COCO's results: a JSON list of {@code {"image_id", "category_id", "bbox": [x, y, width,
 * height], "score"}}. A picture's id is the number that its file is named after ({@code
 * 000000000139.jpg} is 139), else its name without the suffix; a category's is 1 for the model's
 * first class, as {@code data convert} numbers them. Until all are there they wait in {@code
 * FILE.part}.
 */
public final class CocoResults implements AutoCloseable {
  private static final int MOST_DIGITS = 15;

  private final Path file;
  private final Path waiting;
  private final JsonGenerator json;

  private CocoResults(Path file) throws IOException {
    this.file = file;
    this.waiting = file.resolveSibling(file.getFileName() + ".part");
    this.json = new JsonFactory().createGenerator(Files.newOutputStream(waiting));
    json.writeStartArray();
  }

  /**
   * Begins a file.
   *
   * @throws DataException where it cannot be written
   */
  public static CocoResults to(Path file) {
    try {
      return new CocoResults(file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** The boxes of one more picture. */
  public void add(Predicted.Detected picture) {
    try {
      for (Detection one : picture.detections().found()) {
        json.writeRaw("\n");
        json.writeStartObject();
        id(picture.input().file());
        json.writeNumberField("category_id", one.label() + 1);
        Box box = one.box();
        json.writeArrayFieldStart("bbox");
        for (double px : new double[] {box.left(), box.top(), box.width(), box.height()})
          json.writeNumber((float) px);
        json.writeEndArray();
        json.writeNumberField("score", (float) one.score());
        json.writeEndObject();
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private void id(Path picture) throws IOException {
    String stem = picture.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    if (stem.matches("\\d{1," + MOST_DIGITS + "}"))
      json.writeNumberField("image_id", Long.parseLong(stem));
    else json.writeStringField("image_id", stem);
  }

  /** Puts the file in place. */
  public void write() {
    try {
      json.writeEndArray();
      json.writeRaw("\n");
      json.close();
      Files.move(waiting, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static DataException failed(Path file, IOException e) {
    return new DataException(
        file + " cannot be written: " + e.getMessage() + "; make room or choose another place", e);
  }

  /** Leaves nothing unfinished behind. */
  @Override
  public void close() throws IOException {
    json.close();
    Files.deleteIfExists(waiting);
  }
}
