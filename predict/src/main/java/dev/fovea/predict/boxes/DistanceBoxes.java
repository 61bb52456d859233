package dev.fovea.predict.boxes;

/**
 * Distances of the four sides from the cell's corner, as torchvision's FCOS has them: in units of
 * the level, from points that are the picture's size over the grid's, rounded down, apart.
 */
record DistanceBoxes(OutputMap map, int unitPx, int strideXPx, int strideYPx) implements CellBoxes {
  @Override
  public void write(int picture, int place, float[] box) {
    int x = place % map.width() * strideXPx;
    int y = place / map.width() * strideYPx;
    box[0] = x - unitPx * distance(picture, 0, place);
    box[1] = y - unitPx * distance(picture, 1, place);
    box[2] = x + unitPx * distance(picture, 2, place);
    box[3] = y + unitPx * distance(picture, 3, place);
  }

  private float distance(int picture, int side, int cell) {
    return map.number(map.at(picture, side) + cell);
  }
}
