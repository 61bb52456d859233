package dev.fovea.predict.boxes;

/**
 * Anchors about each cell's corner, shifted and scaled, as {@link BoxCode#ANCHORS} says. The
 * corners are the picture's size over the grid's, rounded down, apart.
 */
final class AnchorBoxes implements CellBoxes {
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
    int x = cell % map.width() * strideXPx;
    int y = cell / map.width() * strideYPx;
    box[0] = x + anchors[4 * a];
    box[1] = y + anchors[4 * a + 1];
    box[2] = x + anchors[4 * a + 2];
    box[3] = y + anchors[4 * a + 3];
    map.decode(BoxCode.ANCHORS, box, 0, map.at(picture, 4 * a) + cell, box);
  }
}
