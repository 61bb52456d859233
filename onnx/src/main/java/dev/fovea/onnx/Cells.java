package dev.fovea.onnx;

import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Size;
import dev.fovea.predict.boxes.CellAnchors;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cells of a detector for pictures of one size, and what stands fast of each: where it is and
 * how large. Of several anchors a cell, each counts as a cell of its own.
 *
 * @param grids of each level
 */
record Cells(DetectPostprocess how, int classes, Size picture, List<Size> grids) {
  static Cells of(
      Network network,
      Map<String, Shape> entering,
      Size picture,
      DetectPostprocess how,
      int classes) {
    var shapes = Shapes.of(network, entering);
    var grids = new ArrayList<Size>();
    for (HeadOutput output : HeadOutput.of(how, classes))
      if (output.name().endsWith(".boxes")
          && shapes.get(network.output(output.name()).node()) instanceof Shape.Map map)
        grids.add(new Size(map.h(), map.w()));
    return new Cells(how, classes, picture, List.copyOf(grids));
  }

  /** What the file says of them. */
  BoxesInside inside() {
    var counts = new ArrayList<Integer>();
    for (int i = 0; i < grids.size(); i++)
      counts.add(grids.get(i).h() * grids.get(i).w() * anchors(i));
    return new BoxesInside(counts);
  }

  /** Of each cell of a level. */
  int anchors(int level) {
    return HeadOutput.anchors(how.coder(), level);
  }

  /** Numbers of a box before it is one. */
  int numbers() {
    return HeadOutput.numbers(how.coder());
  }

  /**
   * [4, cells]: the middle twice, x, y, x, y, then the sizes of what distances are measured in, in
   * px: of one cell for the sides, left and top below 0; of an anchor its width and height twice.
   */
  float[][] places() {
    int all = inside().all();
    var middles = new float[4 * all];
    var sizes = new float[4 * all];
    int at = 0;
    for (int level = 0; level < grids.size(); level++) {
      Size grid = grids.get(level);
      int unit = 1 << how.levels().get(level);
      for (int y = 0; y < grid.h(); y++)
        for (int x = 0; x < grid.w(); x++)
          for (int a = 0; a < anchors(level); a++) {
            float[] cell = cell(level, grid, unit, x, y, a);
            for (int row = 0; row < 4; row++) {
              middles[row * all + at] = cell[row % 2];
              sizes[row * all + at] = cell[2 + row];
            }
            at++;
          }
    }
    return new float[][] {middles, sizes};
  }

  /** Middle x and y, then the four sizes. */
  private float[] cell(int level, Size grid, int unit, int x, int y, int a) {
    if (how.coder() instanceof Coder.Distribution)
      return new float[] {(x + 0.5f) * unit, (y + 0.5f) * unit, -unit, -unit, unit, unit};
    int cornerX = x * (picture.w() / grid.w());
    int cornerY = y * (picture.h() / grid.h());
    if (!(how.coder() instanceof Coder.Anchors anchors))
      return new float[] {cornerX, cornerY, -unit, -unit, unit, unit};
    float[] base = CellAnchors.of(anchors.sizesPx().get(level), anchors.ratios());
    float width = base[4 * a + 2] - base[4 * a];
    float height = base[4 * a + 3] - base[4 * a + 1];
    return new float[] {
      cornerX + base[4 * a] + 0.5f * width,
      cornerY + base[4 * a + 1] + 0.5f * height,
      width,
      height,
      width,
      height
    };
  }
}
