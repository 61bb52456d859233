package dev.fovea.task.detect;

import dev.fovea.zoo.detect.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RetinaNet's anchors, and which of them answer for which things: those that overlap a box by half
 * of their union at least, and of each box those that overlap it most. What lies between four and
 * five tenths is asked for nothing. They lie around {@link Points}.
 */
final class Anchors {
  private static final float HIT = 0.5f;
  private static final float MISS = 0.4f;

  private final Points points;
  private final Grid grid;
  private final int each;
  private final float[][] halfWidths;
  private final float[][] halfHeights;

  Anchors(Points points, Style.RetinaNet style) {
    this.points = points;
    grid = points.grid();
    each = style.anchors();
    halfWidths = new float[grid.levels().size()][each];
    halfHeights = new float[grid.levels().size()][each];
    for (int level = 0; level < halfWidths.length; level++) {
      int anchor = 0;
      for (double ratio : style.ratios())
        for (int px : style.sizes().get(level)) {
          float high = (float) Math.sqrt((float) ratio);
          halfWidths[level][anchor] = (float) Math.rint(1 / high * px / 2);
          halfHeights[level][anchor++] = (float) Math.rint(high * px / 2);
        }
    }
  }

  /** What was found in one picture. */
  interface Told {
    /** Anchors of this place are asked for nothing. */
    void unasked(int cell, int anchor);
  }

  /** Of one picture, by anchor; all of quality 1. */
  List<Match> of(Things things, Told told) {
    var overlap = new float[grid.cells() * each];
    var owner = new int[overlap.length];
    Arrays.fill(owner, -1);
    var most = new float[things.count()];
    look(
        things,
        (index, thing, iou) -> {
          most[thing] = Math.max(most[thing], iou);
          if (iou <= overlap[index] && owner[index] >= 0) return;
          overlap[index] = iou;
          owner[index] = thing;
        });
    var kept = new boolean[overlap.length];
    look(things, (index, thing, iou) -> kept[index] |= iou == most[thing]);
    var matches = new ArrayList<Match>();
    for (int index = 0; index < owner.length; index++) {
      if (overlap[index] >= HIT || kept[index])
        matches.add(new Match(index / each, index % each, owner[index], 1));
      else if (overlap[index] >= MISS) told.unasked(index / each, index % each);
    }
    return matches;
  }

  private interface Pair {
    void see(int index, int thing, float iou);
  }

  /** At all pairs that overlap. */
  private void look(Things things, Pair pair) {
    for (int thing = 0; thing < things.count(); thing++)
      for (int level = 0; level < halfWidths.length; level++)
        for (int anchor = 0; anchor < each; anchor++)
          look(things.boxes(), thing, level, anchor, pair);
  }

  private void look(float[] boxes, int thing, int number, int anchor, Pair pair) {
    Grid.Level level = grid.levels().get(number);
    float halfWidth = halfWidths[number][anchor];
    float halfHeight = halfHeights[number][anchor];
    float left = boxes[4 * thing];
    float top = boxes[4 * thing + 1];
    float right = boxes[4 * thing + 2];
    float bottom = boxes[4 * thing + 3];
    float area = (right - left) * (bottom - top);
    float own = 4 * halfWidth * halfHeight;
    int stepX = points.stepX(level);
    int stepY = points.stepY(level);
    for (int y = first(top - halfHeight, stepY); y < level.height(); y++) {
      float high = Math.min(bottom, y * stepY + halfHeight) - Math.max(top, y * stepY - halfHeight);
      if (high <= 0) {
        if (y * stepY > bottom) break;
        continue;
      }
      for (int x = first(left - halfWidth, stepX); x < level.width(); x++) {
        float wide = Math.min(right, x * stepX + halfWidth) - Math.max(left, x * stepX - halfWidth);
        if (wide > 0) {
          float both = wide * high;
          pair.see(level.cell(x, y) * each + anchor, thing, both / (area + own - both));
        } else if (x * stepX > right) {
          break;
        }
      }
    }
  }

  private static int first(float px, int step) {
    return Math.max(0, (int) Math.floor(px / step));
  }

  /** Centre, width and height of a match's anchor, in px. */
  void write(Match match, float[] into, int at) {
    Grid.Level level = grid.level(match.cell());
    int number = grid.levels().indexOf(level);
    into[at] = points.x(level, match.cell());
    into[at + 1] = points.y(level, match.cell());
    into[at + 2] = 2 * halfWidths[number][match.anchor()];
    into[at + 3] = 2 * halfHeights[number][match.anchor()];
  }
}
