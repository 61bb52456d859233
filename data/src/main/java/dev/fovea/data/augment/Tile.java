package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import dev.fovea.image.Image;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;

/**
 * A part of a picture and the place that it fills.
 *
 * @param part in pixels of the picture
 * @param place in pixels of the output, before that is moved; it may reach out of the output
 */
public record Tile(Box part, Box place) {
  /**
   * Where preprocessing puts a picture: the whole of it in its place; or, where crops are drawn,
   * one that fills the output.
   */
  static Tile draw(Augment augment, Dice dice, Image picture, Preprocess to) {
    if (augment.crop().isPresent()) {
      Box part = Crops.draw(augment.crop().get(), dice, picture.width(), picture.height());
      return new Tile(part, new Box(0, 0, to.width(), to.height()));
    }
    Placement at = to.placement(picture.width(), picture.height());
    return new Tile(Box.all(picture), at.map().hull(Box.all(picture)));
  }

  /** This as a quarter of a mosaic: its place begins or ends at a point, either way. */
  Tile at(double x, double y, boolean rightOf, boolean below) {
    double left = rightOf ? x : x - place.width();
    double top = below ? y : y - place.height();
    return new Tile(part, new Box(left, top, left + place.width(), top + place.height()));
  }

  /** From points of the picture to points of the output before that is moved. */
  Affine map() {
    return Affine.translation(-part.left(), -part.top())
        .then(Affine.scale(place.width() / part.width(), place.height() / part.height()))
        .then(Affine.translation(place.left(), place.top()));
  }
}
