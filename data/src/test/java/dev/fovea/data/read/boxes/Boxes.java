package dev.fovea.data.read.boxes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import java.nio.file.Path;
import java.util.List;

/** What tests ask of data sets of boxes. */
final class Boxes {
  private Boxes() {}

  static Dataset open(Path path) {
    return Datasets.open(path, ReadOptions.forTraining().withBoxes());
  }

  /** The things of a picture that is named by its id. */
  static List<Thing> things(Dataset data, String id) {
    for (Split split : Split.values()) {
      for (Example example : data.split(split)) {
        if (example.id().equals(id)) return ((Truth.Objects) example.truth()).things();
      }
    }
    throw new AssertionError("there is no picture " + id);
  }

  static List<String> ids(Dataset data, Split split) {
    return data.split(split).stream().map(Example::id).toList();
  }

  static void refused(Path path, String sentence) {
    var e = assertThrows(DataException.class, () -> open(path));
    assertEquals(sentence, e.getMessage());
  }
}
