package dev.fovea.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a JSON object, each taken once; what is left at the end is an error.
 *
 * <pre>{@code
 * var fields = JsonFields.of("node 3", value);
 * String name = fields.text("name");
 * fields.end();
 * }</pre>
 */
final class JsonFields {
  private final String what;
  private final Map<String, Object> left;
  private final List<String> known = new ArrayList<>();

  private JsonFields(String what, Map<String, Object> left) {
    this.what = what;
    this.left = left;
  }

  static JsonFields of(String what, Object value) {
    if (!(value instanceof Map<?, ?> map))
      throw new GraphException(what + " must be an object {...}, got " + show(value));
    var left = new LinkedHashMap<String, Object>();
    map.forEach((key, v) -> left.put((String) key, v));
    return new JsonFields(what, left);
  }

  boolean has(String key) {
    known.add(key);
    return left.containsKey(key);
  }

  Object take(String key) {
    if (!has(key)) {
      throw new GraphException(what + " lacks " + key + near(key));
    }
    return left.remove(key);
  }

  String text(String key) {
    return text(what + ": " + key, take(key));
  }

  int integer(String key) {
    return integer(what + ": " + key, take(key));
  }

  List<?> list(String key) {
    return list(what + ": " + key, take(key));
  }

  /** Refuses the first key that nobody took, and names the key that was probably meant. */
  void end() {
    for (String key : left.keySet())
      throw new GraphException(what + " has no key " + key + Spelling.hint(key, known));
  }

  static String text(String what, Object value) {
    if (value instanceof String text) return text;
    throw new GraphException(what + " must be a string, got " + show(value));
  }

  static int integer(String what, Object value) {
    if (value instanceof Integer number) return number;
    throw new GraphException(what + " must be a whole number below 2^31, got " + show(value));
  }

  static List<?> list(String what, Object value) {
    if (value instanceof List<?> list) return list;
    throw new GraphException(what + " must be a list [...], got " + show(value));
  }

  static String show(Object value) {
    String text = value instanceof String s ? "\"" + s + "\"" : String.valueOf(value);
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private String near(String missing) {
    String hint = Spelling.hint(missing, left.keySet());
    return hint.isEmpty() ? "" : hint.replace("; did you mean ", "; is it what is spelt ");
  }
}
