package dev.fovea.data.read.boxes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one file in COCO's instances format says.
 *
 * @param pictures by their ids, whole numbers ({@code Long}) or texts
 * @param categories names by ids, in order of id
 */
record CocoContent(
    Path file,
    Map<Object, Picture> pictures,
    List<Annotation> annotations,
    SortedMap<Long, String> categories) {

  /** An id in sentences: a text in quotes, so that "5" is not 5. */
  static String words(Object id) {
    return id instanceof Long ? id.toString() : '"' + id.toString() + '"';
  }

  /** A picture's file; width and height in pixels, 0 where they are not said. */
  record Picture(String file, int width, int height) {}

  /**
   * A box at (x, y), in pixels from the upper left corner of the picture.
   *
   * @param id its own, or how many stand before it where it has none
   */
  record Annotation(
      long id,
      Object picture,
      long category,
      double x,
      double y,
      double width,
      double height,
      double areaPx,
      boolean crowd) {}
}
