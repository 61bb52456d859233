package dev.fovea.data.read.boxes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.fovea.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads COCO's instances format piece by piece, so that large files need little more memory than
 * their boxes: {@code images}, {@code annotations} and {@code categories} in any order; other keys
 * are passed over. {@code NaN} and {@code Infinity}, which some programs write, are read.
 */
final class CocoJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Set<String> KEYS = Set.of("images", "annotations", "categories");

  private final Path file;
  private final JsonParser in;
  private final Map<Object, CocoContent.Picture> pictures = new LinkedHashMap<>();
  private final List<CocoContent.Annotation> annotations = new ArrayList<>();
  private final TreeMap<Long, String> categories = new TreeMap<>();

  private CocoJson(Path file, JsonParser in) {
    this.file = file;
    this.in = in;
  }

  /** Whether a JSON file begins as this format does; a file that is broken may. */
  static boolean is(Path file) {
    try (var in = FACTORY.createParser(file.toFile())) {
      if (in.nextToken() != JsonToken.START_OBJECT) return false;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        if (KEYS.contains(in.currentName())) return in.nextToken() == JsonToken.START_ARRAY;
        in.nextToken();
        in.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  static CocoContent read(Path file) {
    try (var in = FACTORY.createParser(file.toFile())) {
      return new CocoJson(file, in).read();
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new DataException(
          "%s cannot be read as JSON%s: %s; %s"
              .formatted(
                  file,
                  at == null
                      ? ""
                      : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()),
                  e.getOriginalMessage().replaceFirst(" \\(start marker at .*\\)$", ""),
                  advice(e)),
          e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String advice(JsonProcessingException e) {
    boolean end = e.getOriginalMessage().startsWith("Unexpected end-of-input");
    if (end || e instanceof JsonEOFException) return "is it cut off?";
    return e.getOriginalMessage().contains("UTF-8") ? "save it as UTF-8" : "correct it there";
  }

  private CocoContent read() throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new DataException(
          file + ": expected an object with images, annotations and categories");
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "images" -> each(key, this::picture);
        case "annotations" -> each(key, this::annotation);
        case "categories" -> each(key, this::category);
        default -> in.skipChildren();
      }
    }
    return new CocoContent(file, pictures, annotations, categories);
  }

  /** One entry of a list; the parser stands at its opening bracket. */
  private interface Entry {
    void read(long number) throws IOException;
  }

  private void each(String key, Entry entry) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) throw wrong(key, "expected a list");
    for (long i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("%s %d".formatted(key, i), "expected an object in {}");
      }
      entry.read(i);
    }
  }

  private void picture(long number) throws IOException {
    String where = "image " + number;
    Object id = null;
    String name = null;
    int width = 0;
    int height = 0;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "id" -> id = id(where, key);
        case "file_name" -> name = text(where, key);
        case "width" -> width = (int) number(where, key);
        case "height" -> height = (int) number(where, key);
        default -> in.skipChildren();
      }
    }
    if (id == null || name == null) throw wrong(where, "expected id and file_name");
    if (pictures.put(id, new CocoContent.Picture(name, width, height)) != null) {
      throw wrong(where, "the id " + CocoContent.words(id) + " is there a second time");
    }
  }

  private void category(long number) throws IOException {
    String where = "category " + number;
    Object id = null;
    String name = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "id" -> id = id(where, key);
        case "name" -> name = text(where, key).strip();
        default -> in.skipChildren();
      }
    }
    if (!(id instanceof Long whole) || name == null || name.isEmpty()) {
      throw wrong(where, "expected a whole number as id, and a name");
    }
    if (categories.put(whole, name) != null) {
      throw wrong(where, "the id " + CocoContent.words(id) + " is there a second time");
    }
  }

  private void annotation(long number) throws IOException {
    String where = "annotation " + number;
    long id = number;
    Object picture = null;
    Object category = null;
    double[] box = null;
    double area = Double.NaN;
    boolean crowd = false;
    var outline = new CocoOutline();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "id" -> {
          if (id(where, key) instanceof Long own) {
            id = own;
            where = "annotation " + own;
          }
        }
        case "image_id" -> picture = id(where, key);
        case "category_id" -> category = id(where, key);
        case "bbox" -> box = box(where);
        case "area" -> area = in.currentToken() == JsonToken.VALUE_NULL ? area : number(where, key);
        case "iscrowd" -> crowd = crowd(where);
        case "segmentation" -> {
          String problem = outline.read(in);
          if (problem != null) throw wrong(where, "segmentation: " + problem);
        }
        default -> in.skipChildren();
      }
    }
    if (picture == null) throw wrong(where, "has no image_id");
    if (category == null) throw wrong(where, "has no category_id");
    if (!(category instanceof Long whole))
      throw wrong(where, "category_id: expected a whole number, got the text \"" + category + '"');
    if (box == null) box = outline.box();
    if (box == null) throw wrong(where, "has no bbox");
    annotations.add(
        new CocoContent.Annotation(
            id,
            picture,
            whole,
            box[0],
            box[1],
            box[2],
            box[3],
            area >= 0 && Double.isFinite(area) ? area : outline.area(),
            crowd));
  }

  /** Four numbers, or null for an empty list. */
  private double[] box(String where) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) return null;
    String expected = "bbox: expected 4 numbers [x, y, width, height]";
    if (in.currentToken() != JsonToken.START_ARRAY) throw wrong(where, expected + ", got " + got());
    var box = new double[4];
    int n = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (n == 4) throw wrong(where, expected + ", got more");
      if (!in.currentToken().isNumeric()) throw wrong(where, expected + ", got " + got());
      box[n++] = in.getDoubleValue();
    }
    if (n == 0) return null;
    if (n < 4) throw wrong(where, expected + ", got " + n);
    return box;
  }

  private boolean crowd(String where) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> number(where, "iscrowd") != 0;
    };
  }

  private double number(String where, String key) throws IOException {
    if (!in.currentToken().isNumeric())
      throw wrong(where, key + ": expected a number, got " + got());
    return in.getDoubleValue();
  }

  private String text(String where, String key) throws IOException {
    if (!in.currentToken().isScalarValue() || in.currentToken() == JsonToken.VALUE_NULL)
      throw wrong(where, key + ": expected a text, got " + got());
    return in.getText();
  }

  /** A whole number, or a text. */
  private Object id(String where, String key) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NUMBER_INT -> {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
          throw wrong(where, key + ": expected a whole number below 2^63, got " + in.getText());
        yield in.getLongValue();
      }
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_FLOAT -> {
        double value = in.getDoubleValue();
        if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
          throw wrong(where, key + ": expected a whole number, got " + value);
        }
        yield (long) value;
      }
      default -> throw wrong(where, key + ": expected a whole number, got " + got());
    };
  }

  private String got() throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> "the text \"" + in.getText() + '"';
      case START_ARRAY -> "a list";
      case START_OBJECT -> "an object";
      default -> in.getText();
    };
  }

  private DataException wrong(String where, String what) {
    return new DataException("%s: %s: %s".formatted(file, where, what));
  }
}
