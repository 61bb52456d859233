package dev.fovea.task.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which places answer for which things: those that are best at both tasks already; Feng et al.
 * 2021, <a href="https://arxiv.org/abs/2108.07755">arXiv:2108.07755</a>. Of the places whose centre
 * lies in a thing's box, the first few by score<sup>0.5</sup> IoU<sup>6</sup> are taken; one that
 * two things want goes to the one that it overlaps more. A box without any centre in it gets the
 * place of the finest level that it lies in: a small thing is lost only where another one has that
 * place.
 */
final class TaskAligned {
  private static final double SMALL = 1e-9;

  private final Grid grid;
  private final int most;

  /**
   * @param most places that answer for a thing
   */
  TaskAligned(Grid grid, int most) {
    this.grid = grid;
    this.most = most;
  }

  /** What a network says at the places of one picture. */
  interface Said {
    /** Score of the class of a thing, 0 to 1. */
    float score(int thing, int cell);

    /** Distance from the centre to a side, in strides: 0 left, 1 top, 2 right, 3 bottom. */
    float distance(int side, int cell);
  }

  /** Of one picture, by place. */
  List<Match> of(Things things, Said said) {
    var owner = new int[grid.cells()];
    Arrays.fill(owner, -1);
    var overlap = new float[grid.cells()];
    var fit = new double[grid.cells()];
    for (int thing = 0; thing < things.count(); thing++) {
      Best best = best(things, thing, said);
      for (int i = 0; i < best.count; i++) {
        int cell = best.cells[i];
        if (owner[cell] >= 0 && overlap[cell] >= best.overlaps[i]) continue;
        owner[cell] = thing;
        overlap[cell] = best.overlaps[i];
        fit[cell] = best.fits[i];
      }
    }
    return matches(things.count(), owner, overlap, fit);
  }

  /** The best place of a thing gets its own overlap as quality, the others less by their fit. */
  private static List<Match> matches(int things, int[] owner, float[] overlap, double[] fit) {
    var mostOverlap = new float[things];
    var mostFit = new double[things];
    for (int cell = 0; cell < owner.length; cell++) {
      if (owner[cell] < 0) continue;
      mostOverlap[owner[cell]] = Math.max(mostOverlap[owner[cell]], overlap[cell]);
      mostFit[owner[cell]] = Math.max(mostFit[owner[cell]], fit[cell]);
    }
    var matches = new ArrayList<Match>();
    for (int cell = 0; cell < owner.length; cell++) {
      int thing = owner[cell];
      if (thing < 0) continue;
      double share = mostFit[thing] > 0 ? fit[cell] / mostFit[thing] : 1;
      matches.add(new Match(cell, 0, thing, (float) (share * mostOverlap[thing])));
    }
    return matches;
  }

  private Best best(Things things, int thing, Said said) {
    var best = new Best(most);
    float left = things.boxes()[4 * thing];
    float top = things.boxes()[4 * thing + 1];
    float right = things.boxes()[4 * thing + 2];
    float bottom = things.boxes()[4 * thing + 3];
    for (Grid.Level level : grid.levels()) {
      int lastX = level.last(right, level.width());
      int lastY = level.last(bottom, level.height());
      for (int y = level.first(top); y <= lastY; y++)
        for (int x = level.first(left); x <= lastX; x++) {
          int cell = level.cell(x, y);
          float overlap = overlap(level, cell, left, top, right, bottom, said);
          best.offer(cell, overlap, fit(said.score(thing, cell), overlap));
        }
    }
    if (best.count == 0) {
      Grid.Level level = grid.levels().getFirst();
      int x = level.nearest((left + right) / 2, level.width());
      int y = level.nearest((top + bottom) / 2, level.height());
      int cell = level.cell(x, y);
      float overlap = overlap(level, cell, left, top, right, bottom, said);
      best.offer(cell, overlap, fit(said.score(thing, cell), overlap));
    }
    return best;
  }

  private static double fit(float score, float overlap) {
    double squared = (double) overlap * overlap;
    double fit = Math.sqrt(score) * squared * squared * squared;
    return fit >= 0 ? fit : 0;
  }

  /** Intersection over union of a thing's box and the one that is said at a place. */
  private float overlap(
      Grid.Level level, int cell, float left, float top, float right, float bottom, Said said) {
    float x = grid.x(level, cell);
    float y = grid.y(level, cell);
    float saidLeft = x - said.distance(0, cell) * level.stride();
    float saidTop = y - said.distance(1, cell) * level.stride();
    float saidRight = x + said.distance(2, cell) * level.stride();
    float saidBottom = y + said.distance(3, cell) * level.stride();
    double width = Math.min(right, saidRight) - Math.max(left, saidLeft);
    double height = Math.min(bottom, saidBottom) - Math.max(top, saidTop);
    if (!(width > 0 && height > 0)) return 0;
    double both = width * height;
    double either =
        (double) (right - left) * (bottom - top)
            + (double) (saidRight - saidLeft) * (saidBottom - saidTop)
            - both;
    return (float) (both / (either + SMALL));
  }

  /** The few places of the best fit, the earlier one of two equal ones first. */
  private static final class Best {
    final int[] cells;
    final float[] overlaps;
    final double[] fits;
    int count;

    Best(int most) {
      cells = new int[most];
      overlaps = new float[most];
      fits = new double[most];
    }

    void offer(int cell, float overlap, double fit) {
      if (count == cells.length && fit <= fits[count - 1]) return;
      int place = count < cells.length ? count++ : count - 1;
      for (; place > 0 && fits[place - 1] < fit; place--) {
        cells[place] = cells[place - 1];
        overlaps[place] = overlaps[place - 1];
        fits[place] = fits[place - 1];
      }
      cells[place] = cell;
      overlaps[place] = overlap;
      fits[place] = fit;
    }
  }
}
