package dev.fovea.data.load;

import dev.fovea.data.Broken;
import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.image.ImageException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** The pictures that turned out broken. For several threads at once. */
final class BrokenPictures {
  private final List<Example> examples;
  private final boolean strict;
  private final ConcurrentSkipListMap<Integer, Broken> broken = new ConcurrentSkipListMap<>();

  BrokenPictures(List<Example> examples, boolean strict) {
    this.examples = examples;
    this.strict = strict;
  }

  boolean has(int index) {
    return broken.containsKey(index);
  }

  /** In the order of the examples. */
  List<Broken> list() {
    return List.copyOf(broken.values());
  }

  /**
   * Notes a picture.
   *
   * @throws DataException in strict mode
   */
  void add(int index, ImageException why) {
    String id = examples.get(index).id();
    if (strict) {
      throw new DataException(
          "%s cannot be decoded, and in strict mode that ends the work: %s"
              .formatted(id, why.getMessage()),
          why);
    }
    broken.put(index, new Broken(id, why.getMessage()));
  }

  DataException all(int pictures) {
    return new DataException(
        "none of the %,d training pictures can be decoded; the first: %s"
            .formatted(pictures, broken.firstEntry().getValue().why()));
  }
}
