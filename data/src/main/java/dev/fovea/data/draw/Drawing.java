package dev.fovea.data.draw;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import dev.fovea.image.Encode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set to be drawn: {@code SPLIT/CLASS/NUMBER.png} and, in each split, {@code
 * annotations.json} in COCO's format with a box and a mask for every motif.
 *
 * @param sizePx width and height of every picture in pixels, 16 to 2048
 * @param train how many training pictures; val and test likewise; the classes take turns
 * @param seed the same seed draws the same pictures
 */
public record Drawing(int sizePx, int train, int val, int test, long seed) {
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
    try {
      Files.createDirectories(folder);
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new DataException(folder + " is not empty; give a new folder to draw into");
        }
      }
      for (Split split : Split.values()) {
        if (count(split) > 0) write(split, folder.resolve(split.word()));
      }
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be written: " + e, e);
    }
  }

  private void write(Split split, Path folder) throws IOException {
    for (Motif motif : Motif.values()) Files.createDirectories(folder.resolve(motif.word()));
    List<CocoFile.Entry> entries =
        IntStream.range(0, count(split)).parallel().mapToObj(i -> write(split, i, folder)).toList();
    CocoFile.write(entries, sizePx, folder.resolve("annotations.json"));
  }

  private CocoFile.Entry write(Split split, int number, Path folder) {
    var drawn = picture(split, number);
    String name = "%s/%05d.png".formatted(drawn.motif().word(), number);
    Path file = folder.resolve(name);
    try {
      Files.write(file, Encode.png(drawn.image()));
    } catch (IOException e) {
      throw new DataException(file + ": cannot be written: " + e, e);
    }
    return new CocoFile.Entry(name, drawn.motif(), drawn.mask());
  }

  /** Draws one picture of a split. */
  DrawnPicture picture(Split split, int number) {
    var motifs = List.of(Motif.values());
    var motif = motifs.get(number % motifs.size());
    return DrawnPicture.draw(motif, sizePx, Dice.of(seed, key(split), number));
  }

  private static long key(Split split) {
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
