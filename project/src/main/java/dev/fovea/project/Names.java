package dev.fovea.project;

import dev.fovea.image.Classes;
import java.util.List;
import java.util.stream.Collectors;

/** Labels as words. */
public final class Names {
  private Names() {}

  /** Class names joined by ", "; "none" for no label. */
  public static String of(Classes classes, List<Integer> labels) {
    if (labels.isEmpty()) return "none";
    return labels.stream().map(classes::name).collect(Collectors.joining(", "));
  }
}
