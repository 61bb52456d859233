package dev.fovea.zoo;

import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.ArrayDeque;

/**
 * A class for every pixel: down to see the whole, up again beside what was seen on the way;
 * Ronneberger et al. 2015, <a href="https://arxiv.org/abs/1505.04597">arXiv:1505.04597</a>, with
 * padding and batch normalisation. Names as in milesial/Pytorch-UNet with bilinear upsampling.
 */
public final class UNet {
  private UNet() {}

  /**
   * Draws one; any height and width from 16 px goes in and comes out.
   *
   * @param channels of the image
   * @param classes channels of {@code logits} [n, classes, h, w]
   * @param width channels at full size; 64 in the paper
   */
  public static Network draw(int channels, int classes, int width) {
    Wire x = Wire.image("unet", channels).within("inc", in -> twice(in, width, width));
    var skips = new ArrayDeque<Wire>();
    for (int level = 1; level <= 4; level++) {
      skips.push(x);
      int out = Math.min(8, 1 << level) * width;
      x = x.maxPool(2, 2, 0).within("down" + level + ".maxpool_conv.1", in -> twice(in, out, out));
    }
    for (int level = 1; level <= 4; level++) {
      Wire skip = skips.pop();
      Wire grown = x.then("up" + level, new Op.ResizeTo(Interpolation.BILINEAR, true), skip);
      Wire both = skip.concat(grown);
      int inner = both.channels() / 2;
      int out = level == 4 ? width : inner / 2;
      x = both.within("up" + level + ".conv", in -> twice(in, inner, out));
    }
    return x.convBias("outc.conv", classes, 1, 1).network("logits");
  }

  private static Wire twice(Wire x, int inner, int out) {
    Wire y = x.conv("double_conv.0", inner, 3, 1).norm("double_conv.1").relu();
    return y.conv("double_conv.3", out, 3, 1).norm("double_conv.4").relu();
  }
}
