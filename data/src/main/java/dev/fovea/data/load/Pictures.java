package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Outcome;
import dev.fovea.data.augment.Patch;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import java.util.List;
import java.util.Optional;

/** Makes the numbers of one picture, and its boxes. For several threads at once. */
final class Pictures implements AutoCloseable {
  private static final long CHANGE = 2;

  private final List<Example> examples;
  private final Feed feed;
  private final Decoded decoded;
  private final Scenes scenes;

  Pictures(List<Example> examples, Feed feed, BrokenPictures broken) {
    this.examples = examples;
    this.feed = feed;
    this.decoded = new Decoded(examples, feed);
    this.scenes = new Scenes(examples, decoded, broken);
  }

  /**
   * Writes picture {@code index}, or all views of it, as {@code [c, h, w]} into row {@code row} of
   * a slot, and its boxes.
   *
   * @param turn how often the epoch has shown it before: each time it is changed in another way
   */
  void write(int index, Epoch epoch, int turn, Slot slot, int row) {
    var to = slot.to;
    int offset = row * to.floats() * feed.views().count();
    if (feed.views() != Views.NONE) {
      int at = offset;
      for (Image view : feed.views().of(examples.get(index).source().image(to::shrink), to)) {
        to.write(view, slot.images, at);
        at += to.floats();
      }
      return;
    }
    Optional<Augment> augment = epoch.augment;
    if (augment.isEmpty()) {
      to.write(decoded.ready(index), slot.images, offset);
      if (feed.boxes()) scenes.placed(index, slot, row);
      return;
    }
    var dice =
        turn == 0
            ? Dice.of(feed.seed(), epoch.epoch, index, CHANGE)
            : Dice.of(feed.seed(), epoch.epoch, index, CHANGE, turn);
    if (feed.boxes()) {
      var made = scenes.draw(index, augment.get(), dice, to);
      write(made.image(), made.holes(), to, slot, offset);
      slot.boxes.add(row, made.things());
      return;
    }
    Image ready = decoded.ready(index);
    var drawn = Outcome.draw(augment.get(), dice, ready, to.width(), to.height());
    write(drawn.of(ready, to.resize().kernel()), drawn.holes(), to, slot, offset);
  }

  private static void write(Image image, List<Patch> holes, Preprocess to, Slot slot, int offset) {
    to.write(image, slot.images, offset);
    for (var hole : holes) hole.erase(slot.images, offset, to.channels(), to.height(), to.width());
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
