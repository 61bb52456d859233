package dev.fovea.predict.boxes;

import java.util.stream.IntStream;

/**
 * A picture's map, place by place: the channels of a place lie side by side, so that a place is
 * read at once.
 */
final class PlaceRows {
  /** Places that are turned round at a time: their channels stay in the nearest cache. */
  private static final int BLOCK = 32;

  private final float[] rows;
  private final int channels;
  private final int height;
  private final int width;

  private PlaceRows(float[] rows, OutputMap map) {
    this.rows = rows;
    this.channels = map.channels();
    this.height = map.height();
    this.width = map.width();
  }

  static PlaceRows of(OutputMap map, int picture) {
    var rows = new float[map.channels() * map.cells()];
    int channels = map.channels();
    IntStream.range(0, (map.cells() + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(block -> {
          int end = Math.min(map.cells(), (block + 1) * BLOCK);
          for (int c = 0; c < channels; c++) {
            int first = map.at(picture, c);
            for (int cell = block * BLOCK; cell < end; cell++)
              rows[cell * channels + c] = map.number(first + cell);
          }
        });
    return new PlaceRows(rows, map);
  }

  int channels() {
    return channels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Where the channels of a place begin. */
  int at(int row, int column) {
    return (row * width + column) * channels;
  }

  /** Adds four places, each times a weight, channel by channel. */
  void add(float[] sums, int a, float ofA, int b, float ofB, int c, float ofC, int d, float ofD) {
    float[] from = rows;
    for (int i = 0; i < sums.length; i++)
      sums[i] += ofA * from[a + i] + ofB * from[b + i] + ofC * from[c + i] + ofD * from[d + i];
  }
}
