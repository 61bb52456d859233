package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Carry;
import dev.fovea.data.augment.Outcome;
import dev.fovea.data.augment.Patch;
import dev.fovea.data.augment.Scene;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the numbers of one picture, and its boxes. For several threads at once. */
final class Pictures implements AutoCloseable {
  private static final long CHANGE = 2;

  private final List<Example> examples;
  private final Feed feed;
  private final Preprocess to;
  private final Decoded decoded;

  Pictures(List<Example> examples, Feed feed) {
    this.examples = examples;
    this.feed = feed;
    this.to = feed.preprocess();
    this.decoded = new Decoded(examples, feed);
  }

  /**
   * Writes picture {@code index}, or all views of it, as {@code [c, h, w]} into row {@code row} of
   * a slot, and its boxes.
   *
   * @param turn how often the epoch has shown it before: each time it is changed in another way
   */
  void write(int index, int epoch, int turn, Slot slot, int row) {
    int offset = row * feed.floats();
    if (feed.views() != Views.NONE) {
      int at = offset;
      for (Image view : feed.views().of(examples.get(index).source().image(to::shrink), to)) {
        to.write(view, slot.images, at);
        at += to.floats();
      }
      return;
    }
    Image ready = decoded.ready(index);
    if (feed.augment().isEmpty()) {
      to.write(ready, slot.images, offset);
      if (feed.boxes()) placed(index, slot, row);
      return;
    }
    var dice =
        turn == 0
            ? Dice.of(feed.seed(), epoch, index, CHANGE)
            : Dice.of(feed.seed(), epoch, index, CHANGE, turn);
    if (feed.boxes()) scene(index, ready, dice, slot, row);
    else outcome(ready, dice, slot.images, offset);
  }

  private void outcome(Image ready, Dice dice, FloatBuffer out, int offset) {
    var drawn = Outcome.draw(augment(), dice, ready, to.width(), to.height());
    to.write(drawn.of(ready, to.resize().kernel()), out, offset);
    erase(drawn.holes(), out, offset);
  }

  private void scene(int index, Image ready, Dice dice, Slot slot, int row) {
    int offset = row * feed.floats();
    var scene = Scene.draw(augment(), dice, ready, to);
    to.write(scene.of(List.of(ready), to.resize()), slot.images, offset);
    erase(scene.holes(), slot.images, offset);
    slot.boxes.add(row, scene.things(0, things(index, ready.width(), ready.height())));
  }

  private void erase(List<Patch> holes, FloatBuffer out, int offset) {
    for (var hole : holes) hole.erase(out, offset, to.channels(), to.height(), to.width());
  }

  private Augment augment() {
    return feed.augment().orElseThrow();
  }

  /** The things of a picture where preprocessing alone puts them. */
  private void placed(int index, Slot slot, int row) {
    int width = decoded.width(index);
    int height = decoded.height(index);
    slot.placed[row] = to.placement(width, height);
    Affine map = slot.placed[row].map();
    Box all = new Box(0, 0, width, height);
    var things = things(index, width, height);
    slot.boxes.add(row, Carry.of(things, all, List.of(map), to.width(), to.height()));
  }

  /** The things of a picture that was brought to that size. */
  private List<Thing> things(int index, int width, int height) {
    var things = new ArrayList<Thing>();
    Affine map =
        Affine.scale(
            (double) width / decoded.width(index), (double) height / decoded.height(index));
    for (Thing thing : ((Truth.Objects) examples.get(index).truth()).things()) {
      Box box = map.hull(thing.box());
      things.add(new Thing(thing.label(), box, thing.crowd(), thing.areaPx()));
    }
    return things;
  }

  /** Why decoded pictures are kept no more, if so. */
  Optional<String> lost() {
    return decoded.lost();
  }

  @Override
  public void close() {
    decoded.close();
  }
}
