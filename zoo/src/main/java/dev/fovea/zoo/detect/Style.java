package dev.fovea.zoo.detect;

import java.util.List;

/**
 * What the numbers of a detector's maps mean. A level l has one place for 2<sup>l</sup> x
 * 2<sup>l</sup> px of the picture; scores are logits of one sigmoid a class.
 */
public sealed interface Style {
  /** Levels with maps, rising. */
  List<Integer> levels();

  /**
   * Distances from a place's centre, ((x + 0.5) stride, (y + 0.5) stride), to the left, top, right
   * and bottom of its box, in strides. Each is the mean of a distribution over whole distances 0 to
   * bins - 1: softmax over the channels side * bins to side * bins + bins - 1; Li et al. 2020, <a
   * href="https://arxiv.org/abs/2006.04388">arXiv:2006.04388</a>. {@code p3.scores} has a channel a
   * class. Beside each {@code p3.boxes} and {@code p3.scores} there are {@code p3.one.boxes} and
   * {@code p3.one.scores} of a head that answers once for each thing, so that nothing needs to be
   * suppressed; Wang et al. 2024, <a href="https://arxiv.org/abs/2405.14458">arXiv:2405.14458</a>.
   */
  record Yolo(List<Integer> levels, int bins) implements Style {
    public Yolo {
      levels = List.copyOf(levels);
    }
  }

  /**
   * torchvision's FCOS: {@code p3.boxes} are four distances from a place's point to the left, top,
   * right and bottom, in 2<sup>level</sup> px; {@code p3.scores} has a channel a class, {@code
   * p3.centerness} one. The score of a box is sqrt(sigmoid(class) sigmoid(centerness)). The point
   * of place x is x times a step, not its centre; the step is the picture's side divided by the
   * map's, rounded down, both in px.
   */
  record Fcos(List<Integer> levels) implements Style {
    public Fcos {
      levels = List.copyOf(levels);
    }
  }

  /**
   * torchvision's RetinaNet: anchors around the points of {@link Fcos}. Their widths and heights
   * are size / sqrt(ratio) and size sqrt(ratio), halves rounded to whole px; all sizes of the first
   * ratio come first. {@code p3.boxes} has channels anchor * 4 + (dx, dy, dw, dh), {@code
   * p3.scores} anchor * classes + class. A box has its centre at dx, dy of the anchor's width and
   * height from the anchor's, and exp(dw), exp(dh) times its width and height, each at most 62.5
   * times.
   *
   * @param sizes of anchors in px, by level; as many at each
   * @param ratios height by width
   * @param giou whether boxes are learned by their overlap, else by the distance of these numbers
   */
  record RetinaNet(
      List<Integer> levels, List<List<Integer>> sizes, List<Double> ratios, boolean giou)
      implements Style {
    public RetinaNet {
      levels = List.copyOf(levels);
      sizes = sizes.stream().map(List::copyOf).toList();
      ratios = List.copyOf(ratios);
    }

    /** Anchors of a place. */
    public int anchors() {
      return sizes.getFirst().size() * ratios.size();
    }
  }

  /**
   * torchvision's Faster R-CNN, whose three networks are {@link FasterRcnn.Part}. A map's places
   * propose changes of their anchors, which lie and are written as in {@link RetinaNet}. The best
   * of these proposals are read from the maps, each from the one of its size, and the last network
   * says of each the class and, class by class, a change in tenths of its width and height and
   * fifths of their logarithms.
   *
   * @param levels of the maps; one may come twice
   * @param sizes of anchors in px, by map; as many at each
   * @param ratios height by width
   * @param pooled of the maps the first so many are read for proposals
   * @param proposing how many proposals there are
   */
  record FasterRcnn(
      List<Integer> levels,
      List<List<Integer>> sizes,
      List<Double> ratios,
      int pooled,
      Proposing proposing)
      implements Style {
    public FasterRcnn {
      levels = List.copyOf(levels);
      sizes = sizes.stream().map(List::copyOf).toList();
      ratios = List.copyOf(ratios);
    }

    /** Anchors of a place. */
    public int anchors() {
      return sizes.getFirst().size() * ratios.size();
    }
  }

  /**
   * Which proposals are looked into, when a detector is used.
   *
   * @param before the best so many of a map
   * @param after of a picture so many stay
   * @param minScore proposals of a lower score go, 0 to 1
   * @param iou of two of a map that overlap by more the worse one goes
   */
  record Proposing(int before, int after, double minScore, double iou) {}
}
