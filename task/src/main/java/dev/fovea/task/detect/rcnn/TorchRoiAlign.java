package dev.fovea.task.detect.rcnn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.embedding_bag;
import static org.bytedeco.pytorch.global.torch.tensor;
import static org.bytedeco.pytorch.global.torch.zeros;

import dev.fovea.predict.boxes.RoiAlign;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.TorchException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What maps say of boxes: each box is cut into bins, and a bin is the mean of some samples between
 * the places of the map; He et al. 2017, <a
 * href="https://arxiv.org/abs/1703.06870">arXiv:1703.06870</a>. Values and gradients are those of
 * {@code torchvision.ops.roi_align}, on any device. Gradients reach the maps, not the boxes.
 *
 * <p>All bins of all boxes are one call: a bin is a weighted sum of rows of the map. Where the rows
 * lie and what they weigh is worked out in plain Java, by {@link
 * dev.fovea.predict.boxes.RoiSamples}.
 *
 * @param how which bins
 */
public record TorchRoiAlign(RoiAlign how) {
  private static final long MOST_TAPS = 1L << 28;

  /** As mode of embedding_bag. */
  private static final int SUM = 0;

  /**
   * Reads boxes.
   *
   * @param maps [n, c, h, w] each, of one n and c
   * @param scales of the maps: places a px, e.g. 0.25
   * @return [boxes, c, height, width] in float32, a tensor of the caller's scope
   */
  public Tensor of(List<Tensor> maps, List<Double> scales, Rois rois) {
    var grids = grids(maps, scales);
    check(rois, maps);
    long channels = maps.getFirst().size(1);
    int bins = how.height() * how.width();
    var first = new int[rois.count() + 1];
    for (int i = 0; i < rois.count(); i++) {
      var box = new RoiBins(how, rois, i, grids.get(rois.map(i)));
      long taps = first[i] + (long) bins * box.taps();
      if (taps > MOST_TAPS)
        throw new TorchException(
            "the boxes have more than %d samples on their maps; fewer boxes, or fewer samples"
                .formatted(MOST_TAPS / 4));
      first[i + 1] = (int) taps;
    }
    if (first[rois.count()] == 0) // without a single sample all is 0
    return zeros(rois.count(), channels, how.height(), how.width())
          .to(maps.getFirst().device(), Tensors.FLOAT);
    var rows = new int[first[rois.count()]];
    var weights = new float[rows.length];
    IntStream.range(0, rois.count())
        .parallel()
        .forEach(
            i -> new RoiBins(how, rois, i, grids.get(rois.map(i))).write(rows, weights, first[i]));
    Tensor sums = bags(table(maps), rows, weights, starts(first, bins));
    return sums.view(rois.count(), how.height(), how.width(), channels).permute(0, 3, 1, 2);
  }

  /**
   * Where the rows of a map begin.
   *
   * @param scale places a px
   */
  record Grid(int start, int h, int w, float scale) {}

  private static List<Grid> grids(List<Tensor> maps, List<Double> scales) {
    if (maps.isEmpty() || maps.size() != scales.size())
      throw new TorchException(maps.size() + " maps do not fit " + scales.size() + " scales");
    var grids = new ArrayList<Grid>();
    long start = 0;
    for (int i = 0; i < maps.size(); i++) {
      Tensor map = maps.get(i);
      int h = (int) map.size(2);
      int w = (int) map.size(3);
      grids.add(new Grid(Math.toIntExact(start), h, w, scales.get(i).floatValue()));
      start += map.size(0) * h * w;
    }
    Math.toIntExact(start);
    return grids;
  }

  private static void check(Rois rois, List<Tensor> maps) {
    long pictures = maps.getFirst().size(0);
    for (int i = 0; i < rois.count(); i++)
      if (rois.picture(i) < 0
          || rois.picture(i) >= pictures
          || rois.map(i) < 0
          || rois.map(i) >= maps.size())
        throw new TorchException(
            "box %d is of picture %d and map %d, but there are %d pictures and %d maps"
                .formatted(i, rois.picture(i), rois.map(i), pictures, maps.size()));
  }

  /** All places of all maps, picture by picture: [places, c]. */
  private static Tensor table(List<Tensor> maps) {
    var rows = new ArrayList<Tensor>();
    for (Tensor map : maps)
      for (long i = 0; i < map.size(0); i++)
        rows.add(map.select(0, i).flatten(1, 2).t().to(Tensors.FLOAT));
    if (rows.size() == 1) return rows.getFirst().contiguous();
    return cat(new TensorVector(rows.toArray(Tensor[]::new)), 0);
  }

  private static Tensor starts(int[] first, int bins) {
    var starts = new int[(first.length - 1) * bins];
    for (int i = 0; i < starts.length; i++) {
      int box = i / bins;
      starts[i] = first[box] + i % bins * ((first[box + 1] - first[box]) / bins);
    }
    return tensor(starts);
  }

  private static Tensor bags(Tensor table, int[] rows, float[] weights, Tensor starts) {
    var device = table.device();
    Tensor index = tensor(rows).to(device, ScalarType.Int);
    var weight = new TensorOptional(tensor(weights).to(device, Tensors.FLOAT));
    return embedding_bag(
            table, index, starts.to(device, ScalarType.Int), false, SUM, false, weight, false)
        .get0();
  }
}
