package dev.fovea.task.detect;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The places of all levels of a detector in one row, the finest level first, row by row.
 *
 * @param levels where each begins, and its size
 * @param cells how many places there are
 */
record Grid(List<Level> levels, int cells) {
  /**
   * One level.
   *
   * @param start its first place
   * @param stride px of the picture that a place stands for
   */
  record Level(int start, int stride, int width, int height) {
    /** Centres of places lie from (x + 0.5) stride; the first column or row at or after px. */
    int first(float px) {
      return Math.max(0, (int) Math.ceil(px / stride - 0.5));
    }

    /** The last column, or row, of so many whose centre lies at or before px. */
    int last(float px, int count) {
      return Math.min(count - 1, (int) Math.floor(px / stride - 0.5));
    }

    /** The column, or row, of so many that px lies in. */
    int nearest(float px, int count) {
      return Math.clamp((int) Math.floor(px / stride), 0, count - 1);
    }

    int cell(int x, int y) {
      return start + y * width + x;
    }
  }

  /** Of maps [n, c, h, w], one for each level l of stride 2<sup>l</sup>. */
  static Grid of(List<Integer> levels, List<Tensor> maps) {
    var all = new Level[maps.size()];
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      int height = (int) maps.get(i).size(2);
      int width = (int) maps.get(i).size(3);
      all[i] = new Level(start, 1 << levels.get(i), width, height);
      start += width * height;
    }
    return new Grid(List.of(all), start);
  }

  /** The level of a place. */
  Level level(int cell) {
    for (Level level : levels.reversed()) if (cell >= level.start) return level;
    throw new IllegalArgumentException("no place " + cell);
  }

  /** Of a place's centre, in px. */
  float x(Level level, int cell) {
    int column = (cell - level.start) % level.width;
    return (column + 0.5f) * level.stride;
  }

  /** Of a place's centre, in px. */
  float y(Level level, int cell) {
    int row = (cell - level.start) / level.width;
    return (row + 0.5f) * level.stride;
  }
}
