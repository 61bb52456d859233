package dev.fovea.data.draw;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A data set to be drawn: {@code SPLIT/CLASS/NUMBER.png} and, in each split, {@code
 * annotations.json} in COCO's format with a box and a mask for every motif.
 *
 * @param sizePx width and height of every picture in pixels, 16 to 2048
 * @param train how many training pictures; val and test likewise; the classes take turns
 * @param seed the same seed draws the same pictures
 */
public record Drawing(int sizePx, int train, int val, int test, long seed) {
  private static final List<String> WORDS = Arrays.stream(Motif.values()).map(Motif::word).toList();

  public Drawing {
    if (sizePx < 16 || sizePx > 2048) {
      throw new DataException("pictures are drawn from 16 to 2048 px wide, got " + sizePx);
    }
    if (Math.min(train, Math.min(val, test)) < 0 || train + val + test < 1) {
      throw new DataException(
          "expected counts of pictures, got train %d, val %d, test %d".formatted(train, val, test));
    }
  }

  /**
   * The data of the demo: 3,000 training pictures of 64 px, 600 for validation, 600 for the test.
   */
  public static Drawing demo(long seed) {
    return new Drawing(64, 3000, 600, 600, seed);
  }

  /** Draws everything into a folder, which must be new or empty. */
  public void write(Path folder) {
    DrawnFolder.fill(
        folder,
        into -> {
          for (Split split : Split.values()) {
            if (count(split) > 0)
              DrawnFolder.write(
                  into.resolve(split.word()), WORDS, WORDS, count(split), i -> drawn(split, i));
          }
        });
  }

  private DrawnFolder.Drawn drawn(Split split, int number) {
    var drawn = picture(split, number);
    return new DrawnFolder.Drawn(
        "%s/%05d.png".formatted(drawn.motif().word(), number),
        drawn.image(),
        List.of(new CocoFile.Annotation(WORDS.indexOf(drawn.motif().word()), drawn.mask())));
  }

  /** Draws one picture of a split. */
  DrawnPicture picture(Split split, int number) {
    var motifs = List.of(Motif.values());
    var motif = motifs.get(number % motifs.size());
    return DrawnPicture.draw(motif, sizePx, Dice.of(seed, key(split), number));
  }

  /** What the chance of a split is drawn from. */
  static long key(Split split) {
    return switch (split) {
      case TRAIN -> 1;
      case VAL -> 2;
      case TEST -> 3;
    };
  }

  private int count(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VAL -> val;
      case TEST -> test;
    };
  }
}
