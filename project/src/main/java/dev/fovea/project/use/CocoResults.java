package dev.fovea.project.use;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Reason;
import dev.fovea.data.read.boxes.CocoIds;
import dev.fovea.data.write.CocoId;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Boxes as COCO's results: a JSON list of {@code {"image_id", "category_id", "bbox": [x, y, width,
 * height], "score"}}. The ids are those of the file that they are to be held against. Where none is
 * given, a picture's id is the number that its file is named after ({@code 000000000139.jpg} is
 * 139), else its name without the suffix; a category's is 1 for the model's first class, as {@code
 * data convert} numbers them. Until all are there they wait in {@code FILE.part}.
 */
public final class CocoResults implements AutoCloseable {
  private final Path file;
  private final Optional<CocoIds> ids;
  private final Path waiting;
  private final JsonGenerator json;
  private long nameless;
  private long unknown;
  private Path unknownPicture;

  private CocoResults(Path file, Optional<CocoIds> ids) throws IOException {
    this.file = file;
    this.ids = ids;
    this.waiting = file.resolveSibling(file.getFileName() + ".part");
    this.json = new JsonFactory().createGenerator(Files.newOutputStream(waiting));
    json.writeStartArray();
  }

  /**
   * Begins a file.
   *
   * @param ids of the file that the boxes are to be held against
   * @param classes of the model
   * @throws DataException where it cannot be written, or none of the classes has an id
   */
  public static CocoResults to(Path file, Optional<CocoIds> ids, Classes classes) {
    if (ids.isPresent() && Collections.disjoint(ids.get().names(), classes.names()))
      throw new DataException(
          "%s has no category of the model's classes, such as '%s'"
              .formatted(ids.get().file(), classes.name(0)));
    try {
      return new CocoResults(file, ids);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** The boxes of one more picture. */
  public void add(Predicted.Detected picture) {
    Path file = picture.input().file();
    Optional<Object> id = ids.isPresent() ? ids.get().picture(file) : Optional.of(own(file));
    if (id.isEmpty()) {
      unknown++;
      unknownPicture = file;
      return;
    }
    try {
      for (Detection one : picture.detections().found()) {
        OptionalLong category =
            ids.map(known -> known.category(one.name())).orElse(OptionalLong.of(one.label() + 1));
        if (category.isEmpty()) {
          nameless++;
          continue;
        }
        json.writeRaw("\n");
        json.writeStartObject();
        if (id.get() instanceof Long whole) json.writeNumberField("image_id", whole);
        else json.writeStringField("image_id", id.get().toString());
        json.writeNumberField("category_id", category.getAsLong());
        Box box = one.box();
        json.writeArrayFieldStart("bbox");
        for (double px : new double[] {box.left(), box.top(), box.width(), box.height()})
          json.writeNumber((float) px);
        json.writeEndArray();
        json.writeNumberField("score", (float) one.score());
        json.writeEndObject();
      }
    } catch (IOException e) {
      throw failed(this.file, e);
    }
  }

  private static Object own(Path picture) {
    String name = picture.getFileName().toString();
    OptionalLong number = CocoId.of(name);
    return number.isPresent() ? (Object) number.getAsLong() : CocoId.stem(name);
  }

  /** What is not in the file, for the given ids do not name it: a sentence each. */
  public List<String> leftOut() {
    var sentences = new ArrayList<String>();
    if (unknown > 0)
      sentences.add(
          "%s not among the images of %s, such as %s, %s not in %s"
              .formatted(
                  Counted.of(unknown, "picture"),
                  ids.orElseThrow().file(),
                  unknownPicture,
                  unknown == 1 ? "is" : "are",
                  file));
    if (nameless > 0)
      sentences.add(
          "%s of classes that %s does not name are not in %s"
              .formatted(Counted.of(nameless, "box"), ids.orElseThrow().file(), file));
    return sentences;
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
        file + " cannot be written: " + Reason.of(e) + "; make room or choose another place", e);
  }

  /** Leaves nothing unfinished behind. */
  @Override
  public void close() throws IOException {
    json.close();
    Files.deleteIfExists(waiting);
  }
}
