package dev.fovea.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one JSON object, each to be asked for once; {@link #done} refuses those that nobody
 * asked for.
 */
final class JsonFields {
  private static final int LONGEST = 80;

  private final String where;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private JsonFields(String where) {
    this.where = where;
  }

  /** Reads an object at whose beginning the parser stands. */
  static JsonFields of(JsonParser json, String where) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(
          where + ": expected a JSON object, got " + json.currentToken());
    }
    var fields = new JsonFields(where);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      fields.values.put(key, value(json, where + "." + shown(key)));
    }
    return fields;
  }

  private static Object value(JsonParser json, String where) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> of(json, where);
      case START_ARRAY -> {
        var list = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json, where));
        }
        yield list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> json.getText();
    };
  }

  String text(String key) {
    return get(key, String.class, "a text");
  }

  boolean bool(String key) {
    return get(key, Boolean.class, "true or false");
  }

  double number(String key) {
    return get(key, Double.class, "a number");
  }

  int integer(String key) {
    double number = number(key);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw wrong(key, "a whole number", number);
    }
    return (int) number;
  }

  JsonFields object(String key) {
    return get(key, JsonFields.class, "an object");
  }

  List<Double> numbers(String key) {
    var numbers = new ArrayList<Double>();
    for (Object element : get(key, List.class, "a list of numbers")) {
      if (!(element instanceof Double number)) {
        throw wrong(key, "a list of numbers", element);
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** A constant of an enum, written in small letters. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String text = text(key);
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (PreprocessJson.lower(constant).equals(text)) {
        return constant;
      }
    }
    throw wrong(key, "one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT), text);
  }

  IllegalArgumentException wrong(String key, String expected, Object got) {
    return new IllegalArgumentException(
        where + "." + key + ": expected " + expected + ", got '" + shown(got) + "'");
  }

  private <T> T get(String key, Class<T> type, String expected) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null) {
      for (String other : values.keySet()) {
        if (!asked.contains(other) && Nearby.distance(other, key) <= 2) {
          throw unknown(other, key);
        }
      }
      throw new IllegalArgumentException(where + ": the key '" + key + "' is missing");
    }
    if (!type.isInstance(value)) {
      throw wrong(key, expected, value instanceof JsonFields ? "an object" : value);
    }
    return type.cast(value);
  }

  /** Refuses keys that were not asked for, naming the nearest that could have been meant. */
  void done() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        throw unknown(key, Nearby.of(key, asked));
      }
    }
  }

  private IllegalArgumentException unknown(String key, String nearest) {
    return new IllegalArgumentException(
        where + ": unknown key '" + shown(key) + "'; did you mean '" + nearest + "'?");
  }

  /** What a file says, fit to stand in a sentence. */
  private static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
