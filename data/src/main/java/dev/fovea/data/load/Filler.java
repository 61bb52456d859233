package dev.fovea.data.load;

import dev.fovea.data.Broken;
import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.Truth;
import dev.fovea.image.ImageException;
import java.util.List;
import java.util.Optional;

/**
 * Fills a slot with one batch; decides what happens in the place of a broken picture. For several
 * threads at once.
 */
final class Filler implements AutoCloseable {
  private final List<Example> examples;
  private final Feed feed;
  private final Pictures pictures;
  private final BrokenPictures broken;

  Filler(List<Example> examples, Feed feed) {
    this.examples = examples;
    this.feed = feed;
    if (feed.boxes()) examples.forEach(Filler::withBoxes);
    this.broken = new BrokenPictures(examples, feed.strict());
    this.pictures = new Pictures(examples, feed, broken);
  }

  private static void withBoxes(Example example) {
    if (!(example.truth() instanceof Truth.Objects)) {
      throw new DataException(
          "%s: of this picture no boxes are known, only %s; read the data for boxes"
              .formatted(example.id(), example.truth()));
    }
  }

  List<Broken> broken() {
    return broken.list();
  }

  Optional<String> lost() {
    return pictures.lost();
  }

  @Override
  public void close() {
    pictures.close();
  }

  /**
   * Makes batch {@code number} of an epoch; stops early, with whatever it has, when the epoch has
   * ended.
   */
  void fill(Slot slot, Epoch epoch, int number) {
    int from = number * feed.batchSize();
    int to = (int) Math.min((long) from + feed.batchSize(), epoch.order.length());
    slot.size = 0;
    slot.boxes.clear();
    slot.to = feed.preprocess(epoch.epoch, number);
    for (int place = from; place < to && !epoch.ended; place++) {
      int index = write(slot, epoch, place);
      if (index < 0) continue;
      int row = slot.size++;
      slot.indices[row] = index;
      examples.get(index).truth().write(slot.targets, row * feed.classes(), feed.classes());
    }
    if (slot.size > 1 && !epoch.ended) {
      epoch.augment.ifPresent(a -> Mix.batch(a, slot, feed, epoch.epoch, number));
    }
  }

  /**
   * Writes the picture at this place of the order, or the one that takes its place; its index, or
   * -1 for none.
   */
  private int write(Slot slot, Epoch epoch, int place) {
    Order order = epoch.order;
    boolean training = feed.augment().isPresent();
    int tries = training ? order.length() : 1;
    for (int t = 0; t < tries; t++) {
      int at = (int) (((long) place + t) % order.length());
      if (decodes(slot, epoch, order.index(at), order.turn(at))) return order.index(at);
    }
    if (training) throw broken.all(order.length());
    return -1;
  }

  private boolean decodes(Slot slot, Epoch epoch, int index, int turn) {
    if (broken.has(index)) return false;
    try {
      pictures.write(index, epoch, turn, slot, slot.size);
      return true;
    } catch (ImageException e) {
      broken.add(index, e);
      return false;
    }
  }
}
