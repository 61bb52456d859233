package dev.fovea.data;

import java.nio.FloatBuffer;
import java.util.List;

/** What is known to be in a picture. */
public sealed interface Truth {

  /** The classes that are in the picture, by number, ascending. */
  List<Integer> labels();

  /** Exactly one class. */
  record OneOf(int label) implements Truth {
    public OneOf {
      if (label < 0) throw new IllegalArgumentException("a label counts from 0, got " + label);
    }

    @Override
    public List<Integer> labels() {
      return List.of(label);
    }
  }

  /** Any number of classes, none included (multi-label); ascending, none twice. */
  record AnyOf(List<Integer> labels) implements Truth {
    public AnyOf {
      labels = List.copyOf(labels);
      int last = -1;
      for (int label : labels) {
        if (label <= last) {
          throw new IllegalArgumentException(
              "labels count from 0, ascend and are there once each, got " + labels);
        }
        last = label;
      }
    }
  }

  /** Any number of things, each in a box; none included. */
  record Objects(List<Thing> things) implements Truth {
    public Objects {
      things = List.copyOf(things);
    }

    @Override
    public List<Integer> labels() {
      return things.stream().map(Thing::label).distinct().sorted().toList();
    }
  }

  /** Writes this truth as numbers, {@code [classes]}: 1 for a class that is there, 0 for others. */
  default void write(FloatBuffer out, int offset, int classes) {
    for (int c = 0; c < classes; c++) out.put(offset + c, 0f);
    for (int label : labels()) out.put(offset + label, 1f);
  }
}
