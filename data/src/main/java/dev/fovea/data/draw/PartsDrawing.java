package dev.fovea.data.draw;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Photographs of machined parts to be drawn, a rare few with one small scratch: {@code
 * SPLIT/good/part00012-1.jpg} and {@code SPLIT/scratch/...}. Some parts are photographed two or
 * three times in a row, with a tiny shift and another light. In each split {@code annotations.json}
 * holds box and mask of every scratch in COCO's format. No part is in two splits.
 *
 * <p>All lengths shrink with a photograph.
 *
 * @param widthPx of every photograph, 64 to 8192; the height is three quarters of it
 * @param train how many photographs to train on; test likewise
 * @param scratched the share of photographs with a scratch, 0 to 1; one in each split at least
 * @param scratchPx about how long a scratch is where a photograph is 4,000 px wide, 10 to 600;
 *     {@link #SMALL} is as small as people find them
 * @param seed the same seed draws the same photographs
 */
public record PartsDrawing(
    int widthPx, int train, int test, double scratched, int scratchPx, long seed) {
  public static final int SMALL = 30;

  private static final List<String> CLASSES = List.of("good", "scratch");
  private static final List<String> CATEGORIES = List.of("scratch");
  private static final long SHOTS = 20;
  private static final long PART = 21;
  private static final long SHOT = 22;

  public PartsDrawing {
    if (widthPx < 64 || widthPx > 8192)
      throw new DataException("photographs are drawn from 64 to 8192 px wide, got " + widthPx);
    if (train < 0 || test < 0 || train + test < 1)
      throw new DataException(
          "expected counts of photographs, got train %d, test %d".formatted(train, test));
    if (!(scratched >= 0 && scratched <= 1))
      throw new DataException("the share of scratched parts must be 0 to 1, got " + scratched);
    if (scratchPx < 10 || scratchPx > 600)
      throw new DataException("a scratch is 10 to 600 px long, got " + scratchPx);
  }

  /** One photograph to be: of which part, the how-manieth of it, and whether that is scratched. */
  record Shot(int part, int number, boolean scratched) {}

  /** Draws everything into a folder, which must be new or empty. */
  public void write(Path folder) {
    DrawnFolder.fill(
        folder,
        into -> {
          for (Split split : List.of(Split.TRAIN, Split.TEST)) {
            List<Shot> shots = shots(split);
            if (shots.isEmpty()) continue;
            DrawnFolder.write(
                into.resolve(split.word()),
                CLASSES,
                CATEGORIES,
                shots.size(),
                i -> drawn(split, shots.get(i)));
          }
        });
  }

  /**
   * All photographs of a split: three parts of four once, the others two or three times; the first
   * once, so that any number can be scratched.
   */
  List<Shot> shots(Split split) {
    int count = split == Split.TRAIN ? train : split == Split.TEST ? test : 0;
    var dice = Dice.of(seed, Drawing.key(split), SHOTS);
    var bursts = new ArrayList<Integer>();
    for (int left = count; left > 0; left -= bursts.getLast()) {
      int shots = dice.chance(0.75) ? 1 : 2 + dice.below(2);
      bursts.add(bursts.isEmpty() ? 1 : Math.min(left, shots));
    }
    var isScratched = new boolean[bursts.size()];
    long wanted = count == 0 || scratched == 0 ? 0 : Math.max(1, Math.round(scratched * count));
    for (int part : dice.permutation(bursts.size())) {
      if (bursts.get(part) > wanted || wanted < 1) continue;
      isScratched[part] = true;
      wanted -= bursts.get(part);
    }
    var shots = new ArrayList<Shot>();
    for (int part = 0; part < bursts.size(); part++) {
      for (int i = 1; i <= bursts.get(part); i++) shots.add(new Shot(part, i, isScratched[part]));
    }
    return shots;
  }

  private DrawnFolder.Drawn drawn(Split split, Shot shot) {
    PartPhoto photo = photo(split, shot);
    String file =
        "%s/part%05d-%d.jpg"
            .formatted(CLASSES.get(shot.scratched() ? 1 : 0), shot.part(), shot.number());
    List<CocoFile.Annotation> truth =
        photo.scratch().map(mask -> new CocoFile.Annotation(0, mask)).stream().toList();
    return new DrawnFolder.Drawn(file, photo.image(), truth);
  }

  /** Draws one photograph. */
  PartPhoto photo(Split split, Shot shot) {
    long key = Drawing.key(split);
    var part = Part.draw(shot.scratched() ? scratchPx : 0, Dice.of(seed, key, shot.part(), PART));
    return PartPhoto.of(part, widthPx, Dice.of(seed, key, shot.part(), shot.number(), SHOT));
  }
}
