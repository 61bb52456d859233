package dev.fovea.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * {@link Preprocess} as JSON, in model files and beside them. Strict: an unknown or missing key, a
 * wrong type or a newer version is an error that names the place.
 */
public final class PreprocessJson {
  /** The newest version that is read. The key {@code shrink} came with it; 1 is read as well. */
  public static final int VERSION = 2;

  /** What needs no newer version is written so that older programs read it. */
  private static final int WITHOUT_SHRINK = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private PreprocessJson() {}

  /** The JSON text. */
  public static String write(Preprocess preprocess) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(preprocess, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the JSON object into a larger document. */
  public static void write(Preprocess p, JsonGenerator json) throws IOException {
    json.writeStartObject();
    boolean shrinks = !p.shrink().equals(Shrink.NONE);
    json.writeNumberField("version", shrinks ? VERSION : WITHOUT_SHRINK);
    json.writeStringField("colours", lower(p.colours()));
    json.writeObjectFieldStart("alpha");
    if (p.alpha() instanceof AlphaRule.Over over) {
      json.writeStringField("kind", "over");
      json.writeNumberField("red", over.red());
      json.writeNumberField("green", over.green());
      json.writeNumberField("blue", over.blue());
    } else {
      json.writeStringField("kind", "drop");
    }
    json.writeEndObject();
    json.writeObjectFieldStart("resize");
    resize(p.resize(), json);
    json.writeEndObject();
    json.writeObjectFieldStart("crop");
    json.writeNumberField("height", p.crop().heightPx());
    json.writeNumberField("width", p.crop().widthPx());
    json.writeEndObject();
    json.writeObjectFieldStart("numbers");
    json.writeNumberField("white", p.numbers().white());
    numbers("mean", p.numbers().mean(), json);
    numbers("deviation", p.numbers().deviation(), json);
    json.writeEndObject();
    if (shrinks) {
      json.writeObjectFieldStart("shrink");
      json.writeNumberField("oversampling", p.shrink().oversampling());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void resize(Resize resize, JsonGenerator json) throws IOException {
    if (resize instanceof Resize.Shortest s) {
      json.writeStringField("kind", "shortest");
      json.writeNumberField("size", s.sizePx());
    } else if (resize instanceof Resize.Stretch s) {
      json.writeStringField("kind", "stretch");
      json.writeNumberField("height", s.heightPx());
      json.writeNumberField("width", s.widthPx());
    } else if (resize instanceof Resize.Letterbox box) {
      json.writeStringField("kind", "letterbox");
      json.writeNumberField("height", box.heightPx());
      json.writeNumberField("width", box.widthPx());
      json.writeNumberField("pad", box.pad());
      json.writeNumberField("stride", box.stridePx());
      json.writeBooleanField("odd_at_end", box.oddAtEnd());
    }
    json.writeStringField("kernel", lower(resize.kernel()));
    json.writeBooleanField("antialias", resize.antialias());
  }

  private static void numbers(String key, List<Double> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads the JSON text. */
  public static Preprocess read(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Preprocess preprocess = read(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException(
            "preprocess: something follows the end of the JSON object");
      }
      return preprocess;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "preprocess: not JSON: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  /**
   * Reads a JSON object of a larger document; the parser stands at its beginning and is left at its
   * end.
   */
  public static Preprocess read(JsonParser json) throws IOException {
    return PreprocessFields.read(JsonFields.of(json, "preprocess"));
  }
}
