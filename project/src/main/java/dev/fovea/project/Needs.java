package dev.fovea.project;

import dev.fovea.graph.Spelling;
import java.util.List;

/** What the values of a recipe must keep to. */
final class Needs {
  private Needs() {}

  static void there(String key, Object value) {
    if (value == null) throw new RecipeException("the recipe lacks " + key);
  }

  static void oneOf(String key, String value, String... allowed) {
    List<String> words = List.of(allowed);
    if (!words.contains(value))
      throw new RecipeException(
          key
              + " must be one of "
              + String.join(", ", words)
              + ", got "
              + value
              + (value == null ? "" : Spelling.hint(value, words)));
  }

  static void between(String key, double value, double low, double high) {
    if (!(value >= low && value <= high))
      throw new RecipeException(key + " must be from " + low + " to " + high + ", got " + value);
  }

  static void atLeast(String key, long value, long low) {
    if (value < low) throw new RecipeException(key + " must be " + low + " or more, got " + value);
  }
}
