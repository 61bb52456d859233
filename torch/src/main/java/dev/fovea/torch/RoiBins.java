package dev.fovea.torch;

/**
 * One box on its map: which places its bins read, and what these weigh. The arithmetic is that of
 * torchvision's kernel, in float32.
 */
final class RoiBins {
  private final RoiAlign how;
  private final RoiAlign.Grid grid;
  private final int base;
  private final float left;
  private final float top;
  private final float binWidth;
  private final float binHeight;
  private final int across;
  private final int down;

  RoiBins(RoiAlign how, Rois rois, int box, RoiAlign.Grid grid) {
    this.how = how;
    this.grid = grid;
    base = grid.start() + rois.picture(box) * grid.h() * grid.w();
    float shift = how.aligned() ? 0.5f : 0;
    left = rois.coordinate(box, 0) * grid.scale() - shift;
    top = rois.coordinate(box, 1) * grid.scale() - shift;
    float width = rois.coordinate(box, 2) * grid.scale() - shift - left;
    float height = rois.coordinate(box, 3) * grid.scale() - shift - top;
    if (!how.aligned()) {
      width = Math.max(width, 1);
      height = Math.max(height, 1);
    }
    binWidth = width / how.width();
    binHeight = height / how.height();
    across = how.samples() > 0 ? how.samples() : (int) Math.ceil(binWidth);
    down = how.samples() > 0 ? how.samples() : (int) Math.ceil(binHeight);
  }

  /** Places that a bin reads, four a sample. */
  long taps() {
    return 4L * Math.max(0, across) * Math.max(0, down);
  }

  /** Writes the rows of all bins and their weights, bin by bin. */
  void write(int[] rows, float[] weights, int at) {
    if (taps() == 0) return;
    float share = 1f / (across * down);
    var x = new Side(grid.w(), left, binWidth, how.width(), across);
    var y = new Side(grid.h(), top, binHeight, how.height(), down);
    for (int row = 0; row < how.height(); row++)
      for (int column = 0; column < how.width(); column++)
        for (int i = row * down; i < (row + 1) * down; i++)
          for (int j = column * across; j < (column + 1) * across; j++) {
            int upper = base + y.low[i] * grid.w();
            int lower = base + y.high[i] * grid.w();
            float near = share * y.near[i];
            float far = share * y.far[i];
            rows[at] = upper + x.low[j];
            weights[at++] = near * x.near[j];
            rows[at] = upper + x.high[j];
            weights[at++] = near * x.far[j];
            rows[at] = lower + x.low[j];
            weights[at++] = far * x.near[j];
            rows[at] = lower + x.high[j];
            weights[at++] = far * x.far[j];
          }
  }

  /** Samples along one side: the places before and behind each, and what they weigh. */
  private static final class Side {
    private final int places;
    private final int[] low;
    private final int[] high;
    private final float[] near;
    private final float[] far;

    Side(int places, float start, float bin, int bins, int each) {
      this.places = places;
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
      if (where < -1 || where > places) return;
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
