package dev.fovea.zoo.detect;

import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * The feature pyramid of Lin et al. 2016, <a
 * href="https://arxiv.org/abs/1612.03144">arXiv:1612.03144</a>: what coarse maps know is added to
 * the finer ones. Names as in torchvision's {@code FeaturePyramidNetwork}. Maps of any size fit.
 */
public final class Fpn {
  private Fpn() {}

  /** Coarser maps behind the last one. */
  public enum Extra {
    NONE,
    /** Every second place of the last map: one more level, {@code pool}. */
    POOL,
    /** Two convolutions of stride 2 from the last map of the pyramid: {@code p6} and {@code p7}. */
    P6P7,
    /** As {@link #P6P7}, from the last map of the backbone. */
    P6P7_OF_BACKBONE
  }

  /**
   * Draws the neck.
   *
   * @param maps of a backbone, the finest first
   * @param out channels of each map that leaves
   * @return a map for each, then the extra ones
   */
  public static List<Wire> draw(List<Wire> maps, int out, Extra extra) {
    return draw(maps, out, extra, false);
  }

  /**
   * As above.
   *
   * @param norms whether a batch norm follows each convolution instead of a bias
   */
  static List<Wire> draw(List<Wire> maps, int out, Extra extra, boolean norms) {
    var pyramid = new ArrayList<Wire>();
    Wire above = null;
    for (int i = maps.size() - 1; i >= 0; i--) {
      Wire x = conv(maps.get(i), "inner_blocks." + i, out, 1, norms);
      if (above != null)
        x = x.plus(above.then("upsample", new Op.ResizeTo(Interpolation.NEAREST, false), x));
      pyramid.addFirst(conv(x, "layer_blocks." + i, out, 3, norms));
      above = x;
    }
    switch (extra) {
      case NONE -> {}
      case POOL -> pyramid.addLast(pyramid.getLast().maxPool(1, 2, 0));
      case P6P7 -> coarser(pyramid.getLast(), out, pyramid);
      case P6P7_OF_BACKBONE -> coarser(maps.getLast(), out, pyramid);
    }
    return pyramid;
  }

  private static Wire conv(Wire x, String name, int out, int kernel, boolean norms) {
    return norms
        ? x.conv(name + ".0", out, kernel, 1).norm(name + ".1")
        : x.convBias(name + ".0", out, kernel, 1);
  }

  private static void coarser(Wire x, int out, List<Wire> pyramid) {
    Wire p6 = x.convBias("extra_blocks.p6", out, 3, 2);
    pyramid.addLast(p6);
    pyramid.addLast(p6.relu().convBias("extra_blocks.p7", out, 3, 2));
  }
}
