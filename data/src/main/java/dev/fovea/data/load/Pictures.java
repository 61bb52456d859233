package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.augment.Outcome;
import dev.fovea.image.Convert;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resample;
import dev.fovea.image.Views;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Makes the numbers of one picture. For several threads at once.
 *
 * <p>Between decoding and augmentation stands what the cache may keep, and it is the same whether
 * kept or not: the picture as preprocessing wants it; or, when random crops are drawn, the whole
 * picture. A large one is shrunk once, so that its shorter side is {@value #ROOM} times the longer
 * side of the output; where that takes away less than half of its pixels it costs more than it
 * saves.
 */
final class Pictures implements AutoCloseable {
  private static final long CHANGE = 2;
  private static final int ROOM = 2;
  private static final double WORTH = 1.5;

  private final List<Example> examples;
  private final Feed feed;
  private final Preprocess to;
  private final Cache cache;
  private final int enough;

  Pictures(List<Example> examples, Feed feed) {
    this.examples = examples;
    this.feed = feed;
    this.to = feed.preprocess();
    this.cache = Cache.of(feed.keep());
    this.enough = ROOM * Math.max(to.width(), to.height());
  }

  /**
   * Writes picture {@code index}, or all views of it, as {@code [c, h, w]} from {@code offset}.
   *
   * @param turn how often the epoch has shown it before: each time it is changed in another way
   */
  void write(int index, int epoch, int turn, FloatBuffer out, int offset) {
    if (feed.views() != Views.NONE) {
      int at = offset;
      for (Image view : feed.views().of(examples.get(index).source().image(to::shrink), to)) {
        to.write(view, out, at);
        at += to.floats();
      }
      return;
    }
    Image ready = ready(index);
    if (feed.augment().isEmpty()) {
      to.write(ready, out, offset);
      return;
    }
    var augment = feed.augment().get();
    var dice =
        turn == 0
            ? Dice.of(feed.seed(), epoch, index, CHANGE)
            : Dice.of(feed.seed(), epoch, index, CHANGE, turn);
    var drawn = Outcome.draw(augment, dice, ready, to.width(), to.height());
    to.write(drawn.of(ready, to.resize().kernel()), out, offset);
    for (var hole : drawn.holes()) {
      hole.erase(out, offset, to.channels(), to.height(), to.width());
    }
  }

  /** Why decoded pictures are kept no more, if so. */
  Optional<String> lost() {
    return cache.lost();
  }

  @Override
  public void close() {
    cache.close();
  }

  private Image ready(int index) {
    Image kept = cache.get(index);
    if (kept != null) return kept;
    var source = examples.get(index).source();
    boolean crops = feed.augment().flatMap(a -> a.crop()).isPresent();
    Image ready =
        crops
            ? roomy(Convert.of(source.image(this::shrink), to.colours(), to.alpha()))
            : to.image(source.image(to::shrink));
    if (!source.inMemory()) cache.offer(index, ready);
    return ready;
  }

  /** How many times smaller a file is decoded to draw crops from it. */
  private int shrink(Header header) {
    return to.shrink().of((double) Math.min(header.width(), header.height()) / enough);
  }

  private Image roomy(Image picture) {
    int shorter = Math.min(picture.width(), picture.height());
    if (shorter < WORTH * enough) return picture;
    double shrink = (double) enough / shorter;
    int width = Math.max(enough, (int) Math.rint(picture.width() * shrink));
    int height = Math.max(enough, (int) Math.rint(picture.height() * shrink));
    return Resample.of(picture, width, height, to.resize().kernel());
  }
}
