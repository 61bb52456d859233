package dev.fovea.predict.boxes;

import dev.fovea.predict.model.Coder;
import java.util.List;

/**
 * The anchors of all maps of an input, map by map, row by row, place by place, as torchvision's
 * {@code AnchorGenerator} lays them: about points that are the input's size over the map's, rounded
 * down, apart.
 */
public final class AnchorRows {
  private final float[] boxes;
  private final int[] starts;

  private AnchorRows(float[] boxes, int[] starts) {
    this.boxes = boxes;
    this.starts = starts;
  }

  /**
   * @param maps height and width of each, in places
   * @param input height and width of what the network sees
   */
  public static AnchorRows of(Coder.Regions how, List<PictureSize> maps, PictureSize input) {
    var starts = new int[maps.size() + 1];
    for (int i = 0; i < maps.size(); i++)
      starts[i + 1] =
          Math.addExact(
              starts[i],
              Math.multiplyExact(maps.get(i).heightPx() * maps.get(i).widthPx(), each(how, i)));
    var boxes = new float[Math.multiplyExact(4, starts[maps.size()])];
    int at = 0;
    for (int i = 0; i < maps.size(); i++) {
      float[] base = CellAnchors.of(how.sizesPx().get(i), how.ratios());
      int stepY = input.heightPx() / maps.get(i).heightPx();
      int stepX = input.widthPx() / maps.get(i).widthPx();
      for (int y = 0; y < maps.get(i).heightPx(); y++)
        for (int x = 0; x < maps.get(i).widthPx(); x++)
          for (int k = 0; k < base.length; k += 4) {
            boxes[at++] = x * stepX + base[k];
            boxes[at++] = y * stepY + base[k + 1];
            boxes[at++] = x * stepX + base[k + 2];
            boxes[at++] = y * stepY + base[k + 3];
          }
    }
    return new AnchorRows(boxes, starts);
  }

  /** Anchors of a place of a map. */
  static int each(Coder.Regions how, int map) {
    return how.sizesPx().get(map).size() * how.ratios().size();
  }

  /** The first of a map; of the number of maps, all. */
  int start(int map) {
    return starts[map];
  }

  /** [count, 4]: left, top, right, bottom in px; not copied, not to be written to. */
  public float[] boxes() {
    return boxes;
  }
}
