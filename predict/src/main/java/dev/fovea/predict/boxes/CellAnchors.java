package dev.fovea.predict.boxes;

import java.util.List;

/**
 * The anchors of a cell about (0, 0), as torchvision's {@code AnchorGenerator} makes them: ratio by
 * ratio, sizes within, coordinates rounded to whole pixels, halves to even ones.
 */
public final class CellAnchors {
  private CellAnchors() {}

  /**
   * @param sizesPx roots of the areas
   * @param ratios of height to width
   * @return [ratios * sizes, 4]: left, top, right, bottom
   */
  public static float[] of(List<Double> sizesPx, List<Double> ratios) {
    var all = new float[4 * sizesPx.size() * ratios.size()];
    int at = 0;
    for (double ratio : ratios)
      for (double size : sizesPx) {
        float high = (float) Math.sqrt((float) ratio);
        float halfWidth = 1 / high * (float) size / 2;
        float halfHeight = high * (float) size / 2;
        all[at++] = (float) Math.rint(-halfWidth);
        all[at++] = (float) Math.rint(-halfHeight);
        all[at++] = (float) Math.rint(halfWidth);
        all[at++] = (float) Math.rint(halfHeight);
      }
    return all;
  }
}
