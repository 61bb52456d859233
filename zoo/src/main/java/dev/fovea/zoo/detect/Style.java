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
}
