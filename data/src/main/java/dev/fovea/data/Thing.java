package dev.fovea.data;

import dev.fovea.image.Box;

/**
 * One thing in a picture and where it is.
 *
 * @param label its class, from 0
 * @param box in pixels of the upright picture
 * @param crowd whether the box holds many of the kind that nobody told apart (COCO's {@code
 *     iscrowd}): nothing is learned from it, and answers inside are neither right nor wrong
 * @param areaPx how many pixels it covers: of its outline where that is known, else of its box;
 *     COCO's scores by size go by it
 */
public record Thing(int label, Box box, boolean crowd, double areaPx) {
  public Thing {
    if (label < 0) throw new IllegalArgumentException("a label counts from 0, got " + label);
    if (!(areaPx >= 0)) throw new IllegalArgumentException("an area is 0 or more, got " + areaPx);
  }

  /** A single thing of which no more is known than its box. */
  public static Thing of(int label, Box box) {
    return new Thing(label, box, false, box.width() * box.height());
  }
}
