package dev.fovea.task.classify.marks;

import dev.fovea.image.Image;
import dev.fovea.image.Pad;

/**
 * A place of a picture with the pixels around it, so that the picture need not be kept.
 *
 * @param around a square cut out of the picture
 * @param place where it lies in the square
 */
record Spot(Image around, Place place) {

  /** A square of {@code px} around a place, moved so that it lies within the picture. */
  static Spot of(Image image, Place place, int px) {
    int left = Math.clamp(place.x() - px / 2, 0, image.width() - px);
    int top = Math.clamp(place.y() - px / 2, 0, image.height() - px);
    return new Spot(
        Pad.crop(image, left, top, px, px), new Place(place.x() - left, place.y() - top));
  }
}
