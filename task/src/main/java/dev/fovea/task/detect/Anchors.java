package dev.fovea.task.detect;

import dev.fovea.predict.boxes.CellAnchors;
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

  /** Of each level those about (0, 0): left, top, right, bottom in px. */
  private final List<float[]> cells;

  Anchors(Points points, Style.RetinaNet style) {
    this.points = points;
    grid = points.grid();
    each = style.anchors();
    cells =
        style.sizes().stream()
            .map(px ->
                CellAnchors.of(px.stream().map(Integer::doubleValue).toList(), style.ratios()))
            .toList();
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
      for (int level = 0; level < cells.size(); level++)
        for (int anchor = 0; anchor < each; anchor++)
          look(things.boxes(), thing, level, anchor, pair);
  }

  private void look(float[] boxes, int thing, int number, int anchor, Pair pair) {
    Grid.Level level = grid.levels().get(number);
    float halfWidth = cells.get(number)[4 * anchor + 2];
    float halfHeight = cells.get(number)[4 * anchor + 3];
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

  /** A match's anchor: left, top, right, bottom in px. */
  float[] box(Match match) {
    Grid.Level level = grid.level(match.cell());
    float[] cell = cells.get(grid.levels().indexOf(level));
    int x = points.x(level, match.cell());
    int y = points.y(level, match.cell());
    int at = 4 * match.anchor();
    return new float[] {cell[at] + x, cell[at + 1] + y, cell[at + 2] + x, cell[at + 3] + y};
  }
}
