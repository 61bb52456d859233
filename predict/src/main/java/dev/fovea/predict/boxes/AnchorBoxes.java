package dev.fovea.predict.boxes;

/**
 * Anchors about each cell's corner, shifted and scaled, as torchvision's {@code BoxCoder} with
 * weights of 1 does. The corners are the picture's size over the grid's, rounded down, apart.
 */
final class AnchorBoxes implements CellBoxes {
  /** A box grows to this many times its anchor at most, lest exp overflow. */
  private static final float MOST_LOG = (float) Math.log(1000.0 / 16);

  private final OutputMap map;
  private final float[] anchors;
  private final int strideXPx;
  private final int strideYPx;

  AnchorBoxes(OutputMap map, float[] anchors, int strideXPx, int strideYPx) {
    this.map = map;
    this.anchors = anchors;
    this.strideXPx = strideXPx;
    this.strideYPx = strideYPx;
  }

  @Override
  public void write(int picture, int place, float[] box) {
    int each = anchors.length / 4;
    int cell = place / each;
    int a = place % each;
    float width = anchors[4 * a + 2] - anchors[4 * a];
    float height = anchors[4 * a + 3] - anchors[4 * a + 1];
    int column = cell % map.width();
    int row = cell / map.width();
    float x = column * strideXPx + anchors[4 * a] + 0.5f * width;
    float y = row * strideYPx + anchors[4 * a + 1] + 0.5f * height;
    int first = map.at(picture, 4 * a) + cell;
    int step = map.cells();
    x += map.number(first) * width;
    y += map.number(first + step) * height;
    width *= (float) Math.exp(Math.min(map.number(first + 2 * step), MOST_LOG));
    height *= (float) Math.exp(Math.min(map.number(first + 3 * step), MOST_LOG));
    box[0] = x - 0.5f * width;
    box[1] = y - 0.5f * height;
    box[2] = x + 0.5f * width;
    box[3] = y + 0.5f * height;
  }
}
