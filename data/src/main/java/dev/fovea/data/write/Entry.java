package dev.fovea.data.write;

import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.image.Header;
import java.util.List;

/**
 * A picture to be written.
 *
 * @param stem its new name, without what follows the last dot; unique in its split
 * @param suffix what follows the stem, the dot included
 */
record Entry(
    Split split, FileSource source, Header header, String stem, String suffix, List<Thing> things) {

  String file() {
    return stem + suffix;
  }

  int width() {
    return header.uprightWidth();
  }

  int height() {
    return header.uprightHeight();
  }
}
