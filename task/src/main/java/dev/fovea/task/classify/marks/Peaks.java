package dev.fovea.task.classify.marks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The places of a map of evidence that stand out. */
final class Peaks {
  /** A place is a peak where nothing within so many steps is higher. */
  private static final int REACH = 2;

  private Peaks() {}

  /**
   * The highest peaks, the highest first.
   *
   * @param map [h, w]
   * @param step pixels of the picture from one place of the map to the next
   */
  static List<Place> of(float[] map, int height, int width, int count, int step) {
    var peaks = new ArrayList<Integer>();
    for (int i = 0; i < map.length; i++) if (isPeak(map, height, width, i)) peaks.add(i);
    peaks.sort(Comparator.comparingDouble(i -> -map[i]));
    return peaks.stream()
        .limit(count)
        .map(i -> new Place(i % width * step, i / width * step))
        .toList();
  }

  private static boolean isPeak(float[] map, int height, int width, int at) {
    int y = at / width;
    int x = at % width;
    for (int row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++)
      for (int column = Math.max(0, x - REACH);
          column <= Math.min(width - 1, x + REACH);
          column++) {
        int other = row * width + column;
        if (map[other] > map[at] || (map[other] == map[at] && other < at)) return false;
      }
    return true;
  }
}
