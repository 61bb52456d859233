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

  /** How many along an axis, of which 0 is from left to right. */
  int bins(int axis) {
    return axis == 0 ? width : height;
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
    var x = RoiSamples.of(this, 0, map.width(), scale, boxes, i);
    var y = RoiSamples.of(this, 1, map.height(), scale, boxes, i);
    var sums = new float[map.channels()];
    float share = 1f / Math.max(1, x.each() * y.each());
    for (int row = 0; row < height; row++)
      for (int column = 0; column < width; column++) {
        Arrays.fill(sums, 0);
        for (int v = row * y.each(); v < (row + 1) * y.each(); v++)
          for (int h = column * x.each(); h < (column + 1) * x.each(); h++)
            add(map, y, v, x, h, sums);
        int at = row * width + column;
        for (int c = 0; c < sums.length; c++) values[c * height * width + at] = sums[c] * share;
      }
  }

  private static void add(PlaceRows map, RoiSamples y, int v, RoiSamples x, int h, float[] sums) {
    if (y.near(v) + y.far(v) == 0 || x.near(h) + x.far(h) == 0) return; // beyond the map
    map.add(
        sums,
        map.at(y.low(v), x.low(h)),
        y.near(v) * x.near(h),
        map.at(y.low(v), x.high(h)),
        y.near(v) * x.far(h),
        map.at(y.high(v), x.low(h)),
        y.far(v) * x.near(h),
        map.at(y.high(v), x.high(h)),
        y.far(v) * x.far(h));
  }
}
