package dev.fovea.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.graph.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The values of a recipe one by one, by their full keys: {@code train.rate}. */
public final class RecipeKeys {
  private RecipeKeys() {}

  /** Every value as text, in the order of recipe.yaml; {@code -} where nothing is said. */
  public static SequencedMap<String, String> values(Recipe recipe) {
    var values = new LinkedHashMap<String, String>();
    collect(RecipeYaml.mapper().valueToTree(recipe), "", values);
    return values;
  }

  /** The full key of one that may come without its path. */
  public static String full(String key) {
    var all = new ArrayList<>(values(RecipeYaml.defaults("classify")).sequencedKeySet());
    if (all.contains(key)) return key;
    List<String> ends = all.stream().filter(path -> path.endsWith("." + key)).toList();
    if (ends.size() == 1) return ends.getFirst();
    if (ends.size() > 1)
      throw new RecipeException(key + " may mean " + String.join(" or ", ends) + "; say which");
    List<String> words = new ArrayList<>(all);
    for (String path : all) words.add(last(path));
    throw new RecipeException("a recipe has no key " + key + Spelling.hint(key, words));
  }

  /** A key without its path: {@code rate}. */
  public static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static void collect(JsonNode node, String path, SequencedMap<String, String> into) {
    for (var field : node.properties()) {
      String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (field.getValue().isObject()) collect(field.getValue(), key, into);
      else into.put(key, text(field.getValue()));
    }
  }

  private static String text(JsonNode value) {
    if (value.isNull()) return "-";
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
