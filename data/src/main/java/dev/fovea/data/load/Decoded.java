package dev.fovea.data.load;

import dev.fovea.data.Example;
import dev.fovea.image.Convert;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resample;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the cache may keep between decoding and augmentation; it is the same whether kept or not.
 * For several threads at once.
 *
 * <p>That is the picture as preprocessing wants it; or, when random crops are drawn or boxes ride
 * along, the whole picture. A large one is shrunk once, so that {@value #ROOM} times the pixels of
 * the output are left along each side (for crops: its shorter side is {@value #ROOM} times the
 * longer side of the output); where that takes away less than half of its pixels it costs more than
 * it saves.
 */
final class Decoded implements AutoCloseable {
  private static final int ROOM = 2;
  private static final double WORTH = 1.5;

  private final List<Example> examples;
  private final Preprocess to;
  private final boolean crops;
  private final boolean whole;
  private final Cache cache;
  private final int enough;
  private final AtomicLongArray sizes;

  Decoded(List<Example> examples, Feed feed) {
    this.examples = examples;
    this.to = feed.largest();
    this.crops = feed.augment().flatMap(a -> a.crop()).isPresent();
    this.whole = feed.boxes() && feed.augment().isPresent();
    this.cache = Cache.of(feed.keep());
    this.enough = ROOM * Math.max(to.width(), to.height());
    this.sizes = new AtomicLongArray(feed.boxes() ? examples.size() : 0);
  }

  /** Picture {@code index}, decoded now or before. */
  Image ready(int index) {
    Image kept = cache.get(index);
    if (kept != null) return kept;
    var source = examples.get(index).source();
    var seen = new Header[1];
    Image decoded =
        source.image(header -> {
          seen[0] = header;
          return crops || whole ? shrink(header) : to.shrink(header);
        });
    if (sizes.length() > 0) sizes.set(index, size(seen[0], decoded));
    Image ready = prepared(decoded);
    if (!source.inMemory()) cache.offer(index, ready);
    return ready;
  }

  /**
   * Width in pixels of a picture that was {@link #ready}, as boxes count: upright, as in its file.
   */
  int width(int index) {
    return (int) (sizes.get(index) >> Integer.SIZE);
  }

  /** Height in pixels of a picture that was {@link #ready}, as boxes count. */
  int height(int index) {
    return (int) sizes.get(index);
  }

  /** Why decoded pictures are kept no more, if so. */
  Optional<String> lost() {
    return cache.lost();
  }

  @Override
  public void close() {
    cache.close();
  }

  /** In its file, where the header was asked for; both sides in one number. */
  private static long size(Header header, Image decoded) {
    long width = header == null ? decoded.width() : header.uprightWidth();
    return width << Integer.SIZE | (header == null ? decoded.height() : header.uprightHeight());
  }

  private Image prepared(Image decoded) {
    if (!crops && !whole) return to.image(decoded);
    Image ready = Convert.of(decoded, to.colours(), to.alpha());
    return crops ? roomy(ready) : placed(ready);
  }

  /** How many times smaller a file is decoded when the whole picture is kept. */
  private int shrink(Header header) {
    int width = header.uprightWidth();
    int height = header.uprightHeight();
    return to.shrink()
        .of(
            crops
                ? (double) Math.min(width, height) / enough
                : to.resize().times(width, height) / ROOM);
  }

  private Image roomy(Image picture) {
    int shorter = Math.min(picture.width(), picture.height());
    if (shorter < WORTH * enough) return picture;
    double shrink = (double) enough / shorter;
    int width = Math.max(enough, (int) Math.rint(picture.width() * shrink));
    int height = Math.max(enough, (int) Math.rint(picture.height() * shrink));
    return Resample.of(picture, width, height, to.resize().kernel());
  }

  private Image placed(Image picture) {
    Placement at = to.resize().placement(picture.width(), picture.height());
    int width = ROOM * at.width();
    int height = ROOM * at.height();
    return picture.width() < WORTH * width || picture.height() < WORTH * height
        ? picture
        : Resample.of(picture, width, height, to.resize().kernel());
  }
}
