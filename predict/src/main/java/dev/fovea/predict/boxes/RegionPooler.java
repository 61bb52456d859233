package dev.fovea.predict.boxes;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the maps of a picture say of boxes, each read from the map of its size, as torchvision's
 * {@code MultiScaleRoIAlign} does. May be shared between threads.
 */
public final class RegionPooler {
  /** Of a bin, each way. */
  public static final int SAMPLES = 2;

  private final RoiAlign align;
  private final RegionLevels levels;
  private final List<PlaceRows> maps;

  /**
   * @param align which bins
   * @param maps of all pictures, the finest first
   * @param picture whose boxes are read
   * @param heightPx of the highest picture
   */
  public RegionPooler(RoiAlign align, List<OutputMap> maps, int picture, int heightPx) {
    this.align = align;
    this.levels = RegionLevels.of(maps.stream().map(OutputMap::height).toList(), heightPx);
    this.maps = maps.stream().map(map -> PlaceRows.of(map, picture)).toList();
  }

  /**
   * Reads boxes.
   *
   * @param boxes [., 4]: left, top, right, bottom in px
   * @param from the first of them
   * @param count how many
   * @param into takes [count, c, bins, bins] from its first place on
   */
  public void read(float[] boxes, int from, int count, FloatBuffer into) {
    int each = align.floats(maps.get(0).channels());
    IntStream.range(0, count)
        .parallel()
        .forEach(k -> {
          int map = levels.map(boxes, from + k);
          var values = new float[each];
          align.read(maps.get(map), levels.scale(map), boxes, from + k, values);
          into.put(k * each, values);
        });
  }
}
