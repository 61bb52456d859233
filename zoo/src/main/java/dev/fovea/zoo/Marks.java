package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Fovea's own network for large photographs in which a small mark makes the difference: at every
 * eighth pixel it weighs the evidence of the 41 px around, and the strongest evidence anywhere
 * decides; the max-pooling of multiple-instance learning, Oquab et al. 2015, "Is object
 * localization for free?". 18,000 parameters; made for two classes, of which one shows in a small
 * place.
 *
 * <p>The map before the maximum, node {@value #EVIDENCE}, says where a mark lies.
 */
public final class Marks {
  /** The node whose value is [n, 1, h / 8, w / 8]. */
  public static final String EVIDENCE = "evidence";

  /** The network's name. */
  public static final String NAME = "marks";

  /** What it tells apart: with a mark and without. */
  public static final int CLASSES = 2;

  /** Pixels of the image from one place of the evidence to the next. */
  public static final int STEP_PX = 8;

  static final Family FAMILY =
      new Family(
          "Marks",
          "https://doi.org/10.1109/CVPR.2015.7298668",
          Init.PYTORCH,
          "fc",
          EnumSet.of(Stem.PUBLISHED),
          List.of(new Family.Member(NAME, 896, Marks::draw)));

  private Marks() {}

  /** Draws it. */
  public static Network draw(Options options) {
    Wire x = Wire.image(NAME, options.channels());
    x = x.conv("conv1", 8, 5, 2).norm("bn1").relu();
    x = x.conv("conv2", 16, 3, 2).norm("bn2").relu();
    x = x.conv("conv3", 16, 3, 1).norm("bn3").relu();
    x = x.conv("conv4", 32, 3, 2).norm("bn4").relu();
    x = x.conv("conv5", 32, 3, 1).norm("bn5").relu();
    x = x.convBias(EVIDENCE, 1, 1, 1);
    return Head.logits(x.maximum(), "fc", options, 0);
  }
}
