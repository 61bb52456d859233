package dev.fovea.data.draw;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of several things to be drawn, for detectors: one to eight shapes of six kinds, from a
 * twentieth to a quarter of the picture in radius, few of them hidden in part. {@code
 * SPLIT/images/NUMBER.png} and, in each split, {@code annotations.json} in COCO's format with box
 * and mask of what is seen of each.
 *
 * @param sizePx width and height of every picture in pixels, 64 to 2048
 * @param train how many training pictures; val and test likewise
 * @param seed the same seed draws the same pictures
 */
public record ObjectsDrawing(int sizePx, int train, int val, int test, long seed) {
  private static final List<Motif> MOTIFS =
      List.of(Motif.CIRCLE, Motif.CROSS, Motif.HEART, Motif.SQUARE, Motif.STAR, Motif.TRIANGLE);
  private static final long OBJECTS = 30;

  public ObjectsDrawing {
    if (sizePx < 64 || sizePx > 2048)
      throw new DataException(
          "pictures of objects are drawn from 64 to 2048 px wide, got " + sizePx);
    if (Math.min(train, Math.min(val, test)) < 0 || train + val + test < 1)
      throw new DataException(
          "expected counts of pictures, got train %d, val %d, test %d".formatted(train, val, test));
  }

  /** Draws everything into a folder, which must be new or empty. */
  public void write(Path folder) {
    List<String> words = MOTIFS.stream().map(Motif::word).toList();
    DrawnFolder.fill(
        folder,
        into -> {
          for (Split split : Split.values()) {
            if (count(split) == 0) continue;
            DrawnFolder.write(
                into.resolve(split.word()),
                List.of("images"),
                words,
                count(split),
                i -> drawn(split, i));
          }
        });
  }

  private DrawnFolder.Drawn drawn(Split split, int number) {
    DrawnObjects objects = picture(split, number);
    return new DrawnFolder.Drawn(
        "images/%05d.png".formatted(number), objects.image(), objects.truth());
  }

  /** Draws one picture of a split. */
  DrawnObjects picture(Split split, int number) {
    return DrawnObjects.draw(MOTIFS, sizePx, Dice.of(seed, Drawing.key(split), number, OBJECTS));
  }

  private int count(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VAL -> val;
      case TEST -> test;
    };
  }
}
