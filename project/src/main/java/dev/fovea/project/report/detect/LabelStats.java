package dev.fovea.project.report.detect;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Source;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the boxes of a data set are like; crowds are left out. Arrays are its own and are not to be
 * written.
 */
public final class LabelStats {
  /** Rows and columns of places and shapes. */
  static final int CELLS = 32;

  private static final double SMALL = 32 * 32;
  private static final double LARGE = 96 * 96;

  /** Places and shapes are of so many pictures at most, for their sizes must be read. */
  private static final int MOST_MEASURED = 20_000;

  private final List<String> names;
  private final long[] boxes;
  private final long[] together;
  private final long[] sizes = new long[3];
  private final long[][] places = new long[CELLS][CELLS];
  private final long[][] shapes = new long[CELLS][CELLS];

  private LabelStats(List<String> names, int fullest) {
    this.names = names;
    boxes = new long[names.size()];
    together = new long[fullest + 1];
  }

  /**
   * Of examples whose truths are {@link Truth.Objects}. Reads the header of each picture, or of
   * 20,000 from all over the list where there are more.
   */
  public static LabelStats of(Classes classes, List<Example> examples) {
    int most = examples.stream().mapToInt(example -> singles(example).size()).max().orElse(0);
    var stats = new LabelStats(classes.names(), most);
    for (Example example : examples) stats.count(singles(example));
    int measured = Math.min(MOST_MEASURED, examples.size());
    for (int i = 0; i < measured; i++)
      stats.measure(examples.get((int) ((long) i * examples.size() / measured)));
    return stats;
  }

  private static List<Thing> singles(Example example) {
    if (!(example.truth() instanceof Truth.Objects truth))
      throw new IllegalArgumentException(
          example.id() + ": expects a truth of boxes, got " + example.truth());
    return truth.things().stream().filter(thing -> !thing.crowd()).toList();
  }

  /** The classes. */
  public List<String> names() {
    return names;
  }

  /** Boxes of all classes. */
  public long all() {
    return Arrays.stream(boxes).sum();
  }

  /** How many boxes there are of each class, {@code [classes]}. */
  public long[] boxes() {
    return boxes;
  }

  /** How many pictures hold 0, 1, 2 ... boxes, up to the fullest. */
  public long[] together() {
    return together;
  }

  /**
   * How many boxes are small (up to 32 x 32 px), medium, large (from 96 x 96 px on), by COCO's
   * areas in px of the pictures as they are; {@code [3]}.
   */
  public long[] sizes() {
    return sizes;
  }

  /**
   * How many boxes have their centre in each part of the picture, {@code [32][32]}, row by row from
   * the top.
   */
  public long[][] places() {
    return places;
  }

  /**
   * How many boxes have each height (row) and width (column), as shares of the picture's, {@code
   * [32][32]}, the smallest first.
   */
  public long[][] shapes() {
    return shapes;
  }

  private void count(List<Thing> things) {
    together[things.size()]++;
    for (Thing thing : things) {
      boxes[thing.label()]++;
      double area = thing.areaPx();
      sizes[area <= SMALL ? 0 : area < LARGE ? 1 : 2]++;
    }
  }

  private void measure(Example example) {
    List<Thing> things = singles(example);
    if (things.isEmpty()) return;
    Optional<Box> whole = size(example.source());
    if (whole.isEmpty()) return;
    double width = whole.get().width();
    double height = whole.get().height();
    for (Thing thing : things) {
      Box box = thing.box();
      int column = cell((box.left() + box.right()) / 2 / width);
      int row = cell((box.top() + box.bottom()) / 2 / height);
      places[row][column]++;
      shapes[cell(box.height() / height)][cell(box.width() / width)]++;
    }
  }

  private static int cell(double share) {
    return Math.clamp((int) Math.floor(share * CELLS), 0, CELLS - 1);
  }

  /** The whole of an upright picture; nothing where it cannot be read any more. */
  private static Optional<Box> size(Source source) {
    try {
      if (source instanceof FileSource file) {
        Header header = Header.of(file.path());
        return Optional.of(new Box(0, 0, header.uprightWidth(), header.uprightHeight()));
      }
      Image image = source.image();
      return Optional.of(Box.all(image));
    } catch (ImageException e) {
      return Optional.empty();
    }
  }
}
