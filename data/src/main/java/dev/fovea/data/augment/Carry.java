package dev.fovea.data.augment;

import dev.fovea.data.Thing;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes things along when the pixels of their picture move: a box becomes the upright box around
 * its moved corners, cut at the edges of the output. A thing is dropped when less than {@value
 * #LEAST_SHARE} of that box stays inside, or when it is less than a pixel wide or high.
 */
public final class Carry {
  /** Of a box's area, what must stay in the picture for it to be learned from. */
  public static final double LEAST_SHARE = 0.25;

  private static final double LEAST_PX = 1;

  private Carry() {}

  /**
   * The things that stay.
   *
   * @param part of the picture that is shown at all; what reaches out of it is cut off
   * @param maps one after the other; after each, what lies outside of {@code width} x {@code
   *     height} px is lost, and does not come back with the next
   */
  public static List<Thing> of(
      List<Thing> things, Box part, List<Affine> maps, int width, int height) {
    var moved = new ArrayList<Thing>();
    for (Thing thing : things) {
      Box shown = thing.box().within(part);
      if (!stays(shown, thing.box())) continue;
      moved(shown, maps, width, height).ifPresent(box -> moved.add(of(thing, box)));
    }
    return moved;
  }

  private static Thing of(Thing thing, Box box) {
    return new Thing(thing.label(), box, thing.crowd(), box.width() * box.height());
  }

  private static Optional<Box> moved(Box box, List<Affine> maps, int width, int height) {
    Affine whole = Affine.IDENTITY;
    Box seen = box;
    for (int i = 0; i < maps.size(); i++) {
      whole = whole.then(maps.get(i));
      Box hull = whole.hull(box);
      Box inside = hull.clip(width, height);
      seen = i == 0 ? inside : inside.within(maps.get(i).hull(seen));
      if (!stays(seen, hull)) return Optional.empty();
    }
    return seen.width() < LEAST_PX || seen.height() < LEAST_PX
        ? Optional.empty()
        : Optional.of(seen);
  }

  private static boolean stays(Box seen, Box of) {
    return area(seen) > 0 && area(seen) >= LEAST_SHARE * area(of);
  }

  private static double area(Box box) {
    return box.width() * box.height();
  }
}
