package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.Mosaic;
import dev.fovea.data.augment.Carry;
import dev.fovea.data.augment.Patch;
import dev.fovea.data.augment.Scene;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import java.util.ArrayList;
import java.util.List;

/** Pictures whose things are known by their boxes. For several threads at once. */
final class Scenes {
  private final List<Example> examples;
  private final Decoded decoded;
  private final BrokenPictures broken;

  Scenes(List<Example> examples, Decoded decoded, BrokenPictures broken) {
    this.examples = examples;
    this.decoded = decoded;
    this.broken = broken;
  }

  /** A picture changed, its things, and what is to be erased from its numbers. */
  record Made(Image image, List<Thing> things, List<Patch> holes) {}

  /** The picture as the dice will have it; others may take part in it. */
  Made draw(int index, Augment augment, Dice dice, Preprocess to) {
    var indices = new ArrayList<>(List.of(index));
    var pictures = new ArrayList<>(List.of(decoded.ready(index)));
    if (augment.mosaic().isPresent() && dice.chance(augment.mosaic().get().probability())) {
      while (indices.size() < Mosaic.PICTURES) {
        addReadable(dice.below(examples.size()), indices, pictures);
      }
    }
    var scene = Scene.draw(augment, dice, pictures, to);
    var things = new ArrayList<Thing>();
    for (int i = 0; i < indices.size(); i++) {
      Image picture = pictures.get(i);
      var own = things(indices.get(i), picture.width(), picture.height());
      things.addAll(scene.things(i, own));
    }
    return new Made(scene.of(pictures, to.resize()), things, scene.holes());
  }

  /** Adds the first picture from this one on that can be decoded; there is one. */
  private void addReadable(int from, List<Integer> indices, List<Image> pictures) {
    for (int i = from; ; i = (i + 1) % examples.size()) {
      if (broken.has(i)) continue;
      try {
        pictures.add(decoded.ready(i));
        indices.add(i);
        return;
      } catch (ImageException e) {
        broken.add(i, e);
      }
    }
  }

  /**
   * The things of a picture where preprocessing alone puts them, into row {@code row} of a slot.
   */
  void placed(int index, Slot slot, int row) {
    int width = decoded.width(index);
    int height = decoded.height(index);
    var to = slot.to;
    slot.placed[row] = to.placement(width, height);
    var all = new Box(0, 0, width, height);
    var things = things(index, width, height);
    var map = List.of(slot.placed[row].map());
    slot.boxes.add(row, Carry.of(things, all, map, to.width(), to.height()));
  }

  /** The things of a picture that was brought to that size. */
  private List<Thing> things(int index, int width, int height) {
    var things = new ArrayList<Thing>();
    Affine map =
        Affine.scale(
            (double) width / decoded.width(index), (double) height / decoded.height(index));
    for (Thing thing : ((Truth.Objects) examples.get(index).truth()).things()) {
      things.add(new Thing(thing.label(), map.hull(thing.box()), thing.crowd(), thing.areaPx()));
    }
    return things;
  }
}
