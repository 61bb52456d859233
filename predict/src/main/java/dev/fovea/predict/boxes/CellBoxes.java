package dev.fovea.predict.boxes;

import dev.fovea.predict.model.Coder;

/** Where the boxes of a level's cells lie. */
interface CellBoxes {
  /**
   * Writes left, top, right and bottom, in px of the network's input.
   *
   * @param place cell times boxes a cell, plus which of them
   */
  void write(int picture, int place, float[] box);

  /**
   * Those of a level.
   *
   * @param index into the coder's levels
   * @param strideXPx between the corners of neighbouring cells
   */
  static CellBoxes of(
      Coder coder, int index, int level, OutputMap boxes, int strideXPx, int strideYPx) {
    if (coder instanceof Coder.Distribution distribution)
      return new DistributionBoxes(boxes, distribution.bins(), 1 << level);
    if (coder instanceof Coder.Anchors anchors)
      return new AnchorBoxes(
          boxes,
          CellAnchors.of(anchors.sizesPx().get(index), anchors.ratios()),
          strideXPx,
          strideYPx);
    return new DistanceBoxes(boxes, 1 << level, strideXPx, strideYPx);
  }
}
