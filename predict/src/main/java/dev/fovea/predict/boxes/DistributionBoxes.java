package dev.fovea.predict.boxes;

/**
 * Each side's distance from the cell's centre is the mean of a distribution over 0 to bins - 1
 * strides, whose logits are the channels.
 */
record DistributionBoxes(OutputMap map, int bins, int stridePx) implements CellBoxes {
  @Override
  public void write(int picture, int place, float[] box) {
    int column = place % map.width();
    int row = place / map.width();
    float x = (column + 0.5f) * stridePx;
    float y = (row + 0.5f) * stridePx;
    box[0] = x - stridePx * mean(picture, 0, place);
    box[1] = y - stridePx * mean(picture, 1, place);
    box[2] = x + stridePx * mean(picture, 2, place);
    box[3] = y + stridePx * mean(picture, 3, place);
  }

  /** Of the softmax, in strides. */
  private float mean(int picture, int side, int cell) {
    int first = map.at(picture, side * bins) + cell;
    int step = map.cells();
    float most = Float.NEGATIVE_INFINITY;
    for (int b = 0; b < bins; b++) most = Math.max(most, map.number(first + b * step));
    double sum = 0;
    double weighted = 0;
    for (int b = 0; b < bins; b++) {
      double p = Math.exp(map.number(first + b * step) - most);
      sum += p;
      weighted += b * p;
    }
    return (float) (weighted / sum);
  }
}
