package dev.fovea.task.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which places answer for which things in FCOS: those whose point lies in a box and near its
 * centre, at the level whose range of sizes it is of; of two boxes the smaller one.
 */
final class CentreSampling {
  /** How near, in the level's stride. */
  private static final float RADIUS = 1.5f;

  /** Distances to the farthest side that a level is for, in its stride. */
  private static final int LEAST = 4;

  private static final int MOST = 8;

  /** What torchvision takes areas from, so that of two the smaller wins. */
  private static final float LARGE = 1e8f;

  private static final float SMALL = 1e-5f;

  private final Points points;
  private final Grid grid;

  CentreSampling(Points points) {
    this.points = points;
    grid = points.grid();
  }

  /** Of one picture, by place; all of quality 1. */
  List<Match> of(Things things) {
    var best = new float[grid.cells()];
    Arrays.fill(best, SMALL);
    var owner = new int[grid.cells()];
    Arrays.fill(owner, -1);
    for (int thing = 0; thing < things.count(); thing++)
      for (Grid.Level level : grid.levels()) mark(level, things.boxes(), thing, best, owner);
    var matches = new ArrayList<Match>();
    for (int cell = 0; cell < owner.length; cell++)
      if (owner[cell] >= 0) matches.add(new Match(cell, 0, owner[cell], 1));
    return matches;
  }

  private void mark(Grid.Level level, float[] boxes, int thing, float[] best, int[] owner) {
    float left = boxes[4 * thing];
    float top = boxes[4 * thing + 1];
    float right = boxes[4 * thing + 2];
    float bottom = boxes[4 * thing + 3];
    float score = LARGE - (right - left) * (bottom - top);
    float middleX = (left + right) / 2;
    float middleY = (top + bottom) / 2;
    float near = RADIUS * level.stride();
    float least = level.equals(grid.levels().getFirst()) ? 0 : LEAST * level.stride();
    float most =
        level.equals(grid.levels().getLast()) ? Float.POSITIVE_INFINITY : MOST * level.stride();
    int stepX = points.stepX(level);
    int stepY = points.stepY(level);
    for (int row = first(middleY - near, stepY); row < level.height(); row++) {
      float y = row * stepY;
      if (y > middleY + near) break;
      for (int column = first(middleX - near, stepX); column < level.width(); column++) {
        float x = column * stepX;
        if (x > middleX + near) break;
        if (!(Math.max(Math.abs(x - middleX), Math.abs(y - middleY)) < near)) continue;
        float nearest = Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y));
        float farthest = Math.max(Math.max(x - left, right - x), Math.max(y - top, bottom - y));
        int cell = level.cell(column, row);
        if (!(nearest > 0 && farthest > least && farthest < most && score > best[cell])) continue;
        best[cell] = score;
        owner[cell] = thing;
      }
    }
  }

  private static int first(float px, int step) {
    return Math.max(0, (int) Math.floor(px / step));
  }
}
