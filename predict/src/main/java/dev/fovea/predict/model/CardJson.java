package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.image.PreprocessJson;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link ModelCard} as the metadata of a model file: JSON under {@value #KEY}, strict and
 * versioned, and under {@value #NOVELTY} what tells pictures of another kind.
 */
public final class CardJson {
  /** The string of a file's metadata that says what the model is. */
  public static final String KEY = "fovea";

  /** A string of its own: the tensors stay those of the network, and readers may pass it over. */
  public static final String NOVELTY = "fovea.novelty";

  static final JsonFactory FACTORY = new JsonFactory();
  static final int VERSION = 2;
  static final int OLDEST = 1;
  static final String PLAIN = "plain";
  static final String FASTER_RCNN = "faster_rcnn";

  private CardJson() {}

  /** What a kind of file says besides the card, under keys of its own. */
  public interface Besides {
    /** Nothing: any other key is refused. */
    Besides NOTHING =
        (key, json) -> {
          throw JsonObjects.unknown(key);
        };

    /** Told of a key that the card does not know; refuses what is unknown here as well. */
    void read(String key, JsonObjects json) throws IOException;

    /** Writes its keys. */
    default void write(JsonGenerator out) throws IOException {}

    /** Told when all is read; refuses what is missing. */
    default void check() {}
  }

  /** What is read of JSON. */
  interface Reading<T> {
    T of(JsonParser in) throws IOException;
  }

  /** The strings that go into a file's metadata. */
  public static Map<String, String> write(ModelCard card, Besides besides) {
    var metadata = new TreeMap<>(Map.of(KEY, text(card, besides)));
    card.novelty().ifPresent(novelty -> metadata.put(NOVELTY, NoveltyJson.write(novelty)));
    return metadata;
  }

  /**
   * The card in a file's metadata.
   *
   * @param file stands in the messages
   * @throws ModelException where something in it cannot be read
   */
  public static ModelCard read(Path file, Map<String, String> metadata, Besides besides) {
    String json = metadata.get(KEY);
    if (json == null)
      throw new ModelException(
          file + " says nothing of its model under " + KEY + "; export it anew");
    return parsed(file, json, in -> new CardFields(in, besides).read())
        .withNovelty(
            Optional.ofNullable(metadata.get(NOVELTY)).map(text -> NoveltyJson.read(file, text)));
  }

  /** How the networks of a file are put together. */
  static String assembly(Postprocess postprocess) {
    return postprocess instanceof DetectPostprocess boxes && boxes.coder() instanceof Coder.Regions
        ? FASTER_RCNN
        : PLAIN;
  }

  /** Reads one of a file's strings; whatever is wrong with it is one sentence. */
  static <T> T parsed(Path file, String json, Reading<T> reading) {
    try (JsonParser in = FACTORY.createParser(json)) {
      return reading.of(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          file
              + ": what the file says of its model cannot be read: "
              + firstLine(e)
              + "; write it again, or open it with a Fovea as new as the file",
          e);
    }
  }

  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }

  /** What is written as JSON. */
  interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  /** One of a file's strings: an object. */
  static String text(Writing keys) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      keys.to(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Refuses a string that another Fovea wrote otherwise. */
  static void version(String key, Integer got, int known) {
    JsonObjects.missing(key + ".version", got);
    if (got != known)
      throw new IllegalArgumentException(
          key + " is of version " + got + ", this Fovea reads version " + known);
  }

  private static String text(ModelCard card, Besides besides) {
    return text(out -> {
      out.writeNumberField("version", VERSION);
      out.writeStringField("task", card.task());
      out.writeObjectFieldStart("assembly");
      out.writeStringField("kind", assembly(card.postprocess()));
      out.writeEndObject();
      besides.write(out);
      out.writeArrayFieldStart("classes");
      for (String name : card.classes().names()) out.writeString(name);
      out.writeEndArray();
      out.writeFieldName("preprocess");
      PreprocessJson.write(card.preprocess(), out);
      out.writeFieldName("postprocess");
      card.postprocess().write(out);
      out.writeObjectFieldStart("scores");
      for (var score : card.scores().entrySet())
        if (Double.isFinite(score.getValue()))
          out.writeNumberField(score.getKey(), score.getValue());
      out.writeEndObject();
      out.writeObjectFieldStart("provenance");
      for (var fact : card.provenance().entrySet())
        out.writeStringField(fact.getKey(), fact.getValue());
      out.writeEndObject();
    });
  }
}
