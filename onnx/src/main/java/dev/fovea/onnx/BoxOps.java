package dev.fovea.onnx;

import dev.fovea.predict.boxes.BoxCode;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.Coder;
import dev.fovea.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Boxes of the numbers of cells; all values are [n, numbers, cells] on the way. */
final class BoxOps {
  private BoxOps() {}

  /** Some cells of a value: {@code cells} [n, m] to [n, numbers, m]. */
  static String picked(Draft d, String value, String cells, int numbers) {
    String row = d.add("Unsqueeze", List.of(cells, d.wholes(1)));
    String each = d.add("Expand", List.of(row, d.wholes(1, numbers, 1)));
    return d.add("GatherElements", List.of(value, each), Attribute.of("axis", 2));
  }

  /** Some cells of what stands fast, [4, cells] to [n, 4, m]. */
  static String places(Draft d, String name, Tensor fast, String cells) {
    String there = d.add("Gather", List.of(d.constant(name, fast), cells), Attribute.of("axis", 1));
    return Forms.transpose(d, there, 1, 0, 2);
  }

  /** The output {@code boxes} [n, cells, 4] in px, cut at the picture's edges. */
  static String boxes(Draft d, Cells cells, String numbers, String middles, String sizes) {
    String sides =
        switch (cells.how().coder()) {
          case Coder.Distribution coder -> sides(d, mean(d, numbers, coder.bins()), middles, sizes);
          case Coder.Distances _ -> sides(d, numbers, middles, sizes);
          case Coder.Anchors _ -> shifted(d, numbers, middles, sizes);
          case Coder.Regions _ ->
              throw new IllegalArgumentException("proposals are no boxes of cells");
        };
    float w = cells.picture().w();
    float h = cells.picture().h();
    String edges = d.constant("boxes/edges", Tensors.of(new float[] {w, h, w, h}, 1, 4, 1));
    String cut = d.add("Min", List.of(d.add("Max", List.of(sides, d.number(0))), edges));
    return d.named(Forms.transpose(d, cut, 0, 2, 1), BoxesInside.BOXES);
  }

  /** The mean of each side's distribution, [n, 4 bins, cells] to [n, 4, cells]. */
  private static String mean(Draft d, String logits, int bins) {
    String apart = Forms.reshape(d, logits, 0, 4, bins, -1);
    String shares = d.add("Softmax", List.of(apart), Attribute.of("axis", 2));
    var distances = new float[bins];
    for (int bin = 0; bin < bins; bin++) distances[bin] = bin;
    String weights = d.constant("boxes/bins", Tensors.of(distances, 1, 1, bins, 1));
    String weighted = d.add("Mul", List.of(shares, weights));
    return d.add("ReduceSum", List.of(weighted, d.wholes(2)), Attribute.of("keepdims", 0));
  }

  private static String sides(Draft d, String distances, String middles, String sizes) {
    return d.add("Add", List.of(middles, d.add("Mul", List.of(distances, sizes))));
  }

  /** Anchors shifted by shares of their size, and grown by exp. */
  private static String shifted(Draft d, String deltas, String middles, String sizes) {
    String middle = Forms.slice(d, middles, 1, 0, 2);
    String size = Forms.slice(d, sizes, 1, 0, 2);
    String shift = d.add("Mul", List.of(Forms.slice(d, deltas, 1, 0, 2), size));
    middle = d.add("Add", List.of(middle, shift));
    String log = d.add("Min", List.of(Forms.slice(d, deltas, 1, 2, 4), d.number(BoxCode.MOST_LOG)));
    String half =
        d.add(
            "Mul",
            List.of(d.add("Mul", List.of(d.add("Exp", List.of(log)), size)), d.number(0.5f)));
    return d.add(
        "Concat",
        List.of(d.add("Sub", List.of(middle, half)), d.add("Add", List.of(middle, half))),
        Attribute.of("axis", 1));
  }
}
