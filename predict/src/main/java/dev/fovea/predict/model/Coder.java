package dev.fovea.predict.model;

import java.util.List;

/** How the maps of a detector say where a box is and how sure it is. */
public sealed interface Coder {

  /**
   * Generalized focal loss (Li et al. 2020, <a
   * href="https://arxiv.org/abs/2006.04388">arXiv:2006.04388</a>): for each side a distribution of
   * its distance from the cell's centre, in strides. A level's boxes are [4 bins, h, w], channel
   * side * bins + bin, sides left, top, right, bottom; its scores are logits [classes, h, w].
   *
   * @param bins distances 0 to bins - 1
   */
  record Distribution(int bins) implements Coder {
    public Distribution {
      if (bins < 2) throw new IllegalArgumentException("bins must be 2 or more, got " + bins);
    }
  }

  /**
   * FCOS (Tian et al. 2019, <a href="https://arxiv.org/abs/1904.01355">arXiv:1904.01355</a>): the
   * distances of the four sides, in strides, [4, h, w]; a score is the root of class times
   * centerness. As in torchvision, distances go from each cell's top left corner, and corners are
   * the picture's size over the grid's, rounded down, apart.
   */
  record Distances() implements Coder {}

  /**
   * RetinaNet (Lin et al. 2017, <a href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>):
   * shifts and logarithms of scales of anchors about each cell's top left corner, the corners as
   * with {@link Distances}; boxes [anchors * 4, h, w], scores [anchors * classes, h, w].
   *
   * @param sizesPx of each level's anchors, the root of their area
   * @param ratios of height to width; a cell has sizes times ratios anchors, ratio by ratio
   */
  record Anchors(List<List<Double>> sizesPx, List<Double> ratios) implements Coder {
    public Anchors {
      sizesPx = sizesPx.stream().map(List::copyOf).toList();
      ratios = List.copyOf(ratios);
      if (sizesPx.isEmpty() || ratios.isEmpty() || sizesPx.stream().anyMatch(List::isEmpty))
        throw new IllegalArgumentException("anchors need sizes and ratios at each level");
      if (sizesPx.stream().flatMap(List::stream).anyMatch(px -> !(px > 0))
          || ratios.stream().anyMatch(ratio -> !(ratio > 0)))
        throw new IllegalArgumentException("sizes and ratios of anchors must be above 0");
    }
  }

  /**
   * Faster R-CNN (Ren et al. 2015, <a
   * href="https://arxiv.org/abs/1506.01497">arXiv:1506.01497</a>): changes of anchors, as with
   * {@link Anchors}, propose boxes without a class, and another network says of each what it shows.
   *
   * @param sizesPx of each map's anchors, the root of their area
   * @param ratios of height to width, ratio by ratio
   * @param pooled of the maps the first so many are read for proposals
   * @param before the best so many of a map are proposed
   * @param after of a picture so many stay
   * @param minScore proposals of a lower score go, 0 to 1
   * @param iou of two of a map that overlap by more the worse one goes, 0 to 1
   */
  record Regions(
      List<List<Double>> sizesPx,
      List<Double> ratios,
      int pooled,
      int before,
      int after,
      double minScore,
      double iou)
      implements Coder {
    public Regions {
      var anchors = new Anchors(sizesPx, ratios); // says what is wrong
      sizesPx = anchors.sizesPx();
      ratios = anchors.ratios();
      if (pooled < 1 || pooled > sizesPx.size())
        throw new IllegalArgumentException(
            "pooled must be from 1 to the " + sizesPx.size() + " maps, got " + pooled);
      if (before < 1 || after < 1)
        throw new IllegalArgumentException("proposals before and after must be 1 or more");
      if (!(minScore >= 0 && minScore <= 1) || !(iou >= 0 && iou <= 1))
        throw new IllegalArgumentException(
            "the least score and the overlap of proposals must be from 0 to 1");
    }

    /** The same with other numbers of proposals. */
    public Regions withProposals(int before, int after) {
      return new Regions(sizesPx, ratios, pooled, before, after, minScore, iou);
    }
  }
}
