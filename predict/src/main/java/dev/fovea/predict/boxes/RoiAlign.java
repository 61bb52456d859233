package dev.fovea.predict.boxes;

import java.util.Arrays;

/**
 * What a map says of a box, in plain Java: the box is cut into bins, and a bin is the mean of some
 * samples, each between the four places about it; He et al. 2017, <a
 * href="https://arxiv.org/abs/1703.06870">arXiv:1703.06870</a>. The arithmetic is that of {@code
 * torchvision.ops.roi_align}, in float32, at the edges too.
 *
 * @param height bins of a box, above one another
 * @param width bins of a box, side by side
 * @param samples of a bin, each way; 0: as many as it has places of the map, rounded up
 * @param aligned whether px and places are taken by their centres, which moves boxes by half a
 *     place; without it boxes are at least one place wide and high
 */
public record RoiAlign(int height, int width, int samples, boolean aligned) {
  public RoiAlign {
    if (height < 1 || width < 1 || samples < 0)
      throw new IllegalArgumentException(
          "a box is cut into bins and these into samples, got %d x %d bins of %d samples"
              .formatted(height, width, samples));
  }

  /** Numbers of a box. */
  public int floats(int channels) {
    return channels * height * width;
  }

  /**
   * Reads a box.
   *
   * @param map [n, c, h, w]
   * @param picture which of the n
   * @param scale places a px, e.g. 0.25
   * @param boxes [., 4]: left, top, right, bottom in px
   * @param i which of them
   * @return [c, height, width]
   */
  public float[] of(OutputMap map, int picture, float scale, float[] boxes, int i) {
    var values = new float[floats(map.channels())];
    read(PlaceRows.of(map, picture), scale, boxes, i, values);
    return values;
  }

  /** As above; {@code values} take what is read. */
  void read(PlaceRows map, float scale, float[] boxes, int i, float[] values) {
    float shift = aligned ? 0.5f : 0;
    float left = boxes[4 * i] * scale - shift;
    float top = boxes[4 * i + 1] * scale - shift;
    float across = boxes[4 * i + 2] * scale - shift - left;
    float down = boxes[4 * i + 3] * scale - shift - top;
    if (!aligned) {
      across = Math.max(across, 1);
      down = Math.max(down, 1);
    }
    var x = new Side(map.width(), left, across / width, width, samples);
    var y = new Side(map.height(), top, down / height, height, samples);
    var sums = new float[map.channels()];
    float share = 1f / Math.max(1, x.each * y.each);
    for (int row = 0; row < height; row++)
      for (int column = 0; column < width; column++) {
        Arrays.fill(sums, 0);
        for (int v = row * y.each; v < (row + 1) * y.each; v++)
          for (int h = column * x.each; h < (column + 1) * x.each; h++) add(map, y, v, x, h, sums);
        int at = row * width + column;
        for (int c = 0; c < sums.length; c++) values[c * height * width + at] = sums[c] * share;
      }
  }

  private static void add(PlaceRows map, Side y, int v, Side x, int h, float[] sums) {
    if (y.near[v] + y.far[v] == 0 || x.near[h] + x.far[h] == 0) return; // beyond the map
    map.add(
        sums,
        map.at(y.low[v], x.low[h]),
        y.near[v] * x.near[h],
        map.at(y.low[v], x.high[h]),
        y.near[v] * x.far[h],
        map.at(y.high[v], x.low[h]),
        y.far[v] * x.near[h],
        map.at(y.high[v], x.high[h]),
        y.far[v] * x.far[h]);
  }

  /** Samples along one side: the places before and behind each, and what they weigh. */
  private static final class Side {
    private final int places;

    /** Samples of a bin. */
    private final int each;

    private final int[] low;
    private final int[] high;
    private final float[] near;
    private final float[] far;

    Side(int places, float start, float bin, int bins, int samples) {
      this.places = places;
      each = samples > 0 ? samples : Math.max(0, (int) Math.ceil(bin));
      low = new int[bins * each];
      high = new int[bins * each];
      near = new float[bins * each];
      far = new float[bins * each];
      for (int number = 0; number < bins; number++)
        for (int i = 0; i < each; i++)
          set(number * each + i, start + number * bin + (i + 0.5f) * bin / each);
    }

    /** Beyond a place from the map's edge there is nothing: both weigh 0. */
    private void set(int i, float where) {
      if (!(where >= -1 && where <= places)) return;
      float inside = Math.max(where, 0);
      int before = (int) inside;
      if (before >= places - 1) {
        low[i] = places - 1;
        high[i] = places - 1;
        near[i] = 1;
        return;
      }
      low[i] = before;
      high[i] = before + 1;
      far[i] = inside - before;
      near[i] = 1 - far[i];
    }
  }
}
