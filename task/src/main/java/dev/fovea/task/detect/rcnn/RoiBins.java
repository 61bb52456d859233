package dev.fovea.task.detect.rcnn;

import dev.fovea.predict.boxes.RoiAlign;
import dev.fovea.predict.boxes.RoiSamples;

/** One box on its map: which places its bins read, and what these weigh. */
record RoiBins(RoiAlign how, Rois rois, int box, TorchRoiAlign.Grid grid) {
  /** Places that a bin reads, four a sample. */
  long taps() {
    return 4L * each(0) * each(1);
  }

  private int each(int axis) {
    return RoiSamples.each(how, axis, grid.scale(), rois.numbers(), box);
  }

  private RoiSamples samples(int axis, int places) {
    return RoiSamples.of(how, axis, places, grid.scale(), rois.numbers(), box);
  }

  /** Writes the rows of all bins and their weights, bin by bin. */
  void write(int[] rows, float[] weights, int at) {
    if (taps() == 0) return;
    RoiSamples x = samples(0, grid.w());
    RoiSamples y = samples(1, grid.h());
    int across = x.each();
    int down = y.each();
    int base = grid.start() + rois.picture(box) * grid.h() * grid.w();
    float share = 1f / (across * down);
    for (int row = 0; row < how.height(); row++)
      for (int column = 0; column < how.width(); column++)
        for (int i = row * down; i < (row + 1) * down; i++)
          for (int j = column * across; j < (column + 1) * across; j++) {
            int upper = base + y.low(i) * grid.w();
            int lower = base + y.high(i) * grid.w();
            float near = share * y.near(i);
            float far = share * y.far(i);
            rows[at] = upper + x.low(j);
            weights[at++] = near * x.near(j);
            rows[at] = upper + x.high(j);
            weights[at++] = near * x.far(j);
            rows[at] = lower + x.low(j);
            weights[at++] = far * x.near(j);
            rows[at] = lower + x.high(j);
            weights[at++] = far * x.far(j);
          }
  }
}
