package dev.fovea.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON that someone else wrote, as maps, lists, strings, numbers, booleans and nulls, within limits
 * that keep hostile text cheap.
 */
final class JsonTree {
  private static final int DEPTH = 12;
  private static final int STRING = 1_000;
  private static final int VALUES = 4_000_000;

  /** Limits for text of any origin; a key that comes twice is refused. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(STRING)
                  .maxNameLength(STRING)
                  .maxNumberLength(50)
                  .maxDocumentLength(64L << 20)
                  .build())
          .build();

  private int values;

  private JsonTree() {}

  /** The only value of a text. */
  static Object of(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      Object tree = new JsonTree().value(parser, 0);
      if (parser.nextToken() != null) throw new GraphException("graph JSON goes on after its end");
      return tree;
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new GraphException("graph JSON cannot be read: " + e.getMessage(), e);
    }
  }

  /** The value that starts at the parser's current token; the parser stays on its last token. */
  static Object of(JsonParser parser) throws IOException {
    try {
      return new JsonTree().value(parser, 0);
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  private static GraphException broken(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String reason = e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
    return new GraphException("graph JSON is broken" + where + ": " + reason, e);
  }

  private Object value(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) throw new GraphException("graph JSON is empty");
    if (++values > VALUES)
      throw new GraphException("graph JSON holds more than " + VALUES + " values");
    if (depth > DEPTH)
      throw new GraphException("graph JSON is nested deeper than " + DEPTH + " levels");
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new GraphException("graph JSON holds " + token + " where a value belongs");
    };
  }

  private Map<String, Object> object(JsonParser parser, int depth) throws IOException {
    var object = new LinkedHashMap<String, Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (parser.currentToken() == null)
        throw new GraphException("graph JSON ends within an object");
      String key = string(parser.currentName());
      parser.nextToken();
      Object value = value(parser, depth + 1);
      if (object.containsKey(key))
        throw new GraphException("graph JSON holds key " + key + " twice");
      object.put(key, value);
    }
    return object;
  }

  private List<Object> array(JsonParser parser, int depth) throws IOException {
    var array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) array.add(value(parser, depth + 1));
    return array;
  }

  private static String string(String text) {
    if (text.length() > STRING)
      throw new GraphException("graph JSON holds a string of " + text.length() + " characters");
    if (text.chars().anyMatch(Character::isISOControl))
      throw new GraphException("graph JSON holds a string with a control character");
    return text;
  }
}
