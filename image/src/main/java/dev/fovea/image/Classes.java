package dev.fovea.image;

import java.util.HashSet;
import java.util.List;

/** The names of a model's classes, in the order of its outputs. */
public record Classes(List<String> names) {
  public Classes {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("classes: expected at least one name, got none");
    }
    var seen = new HashSet<String>();
    for (String name : names) {
      if (name.isBlank()) {
        throw new IllegalArgumentException(
            "classes: name " + seen.size() + " is blank; give every class a name");
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "classes: the name '" + name + "' stands twice; names must differ");
      }
    }
  }

  /** Classes of these names. */
  public static Classes of(String... names) {
    return new Classes(List.of(names));
  }

  /** How many classes there are. */
  public int size() {
    return names.size();
  }

  /** The name of output {@code index}. */
  public String name(int index) {
    return names.get(index);
  }

  /** The output of this name, or -1. */
  public int find(String name) {
    return names.indexOf(name);
  }
}
