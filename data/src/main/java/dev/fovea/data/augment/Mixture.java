package dev.fovea.data.augment;

import dev.fovea.image.Image;
import java.util.List;

/**
 * A picture mixed with changed copies of itself, cut off to whole levels; the shares sum to 1.
 *
 * @param own the picture's own share
 */
public record Mixture(double own, List<Part> parts) {
  /** One changed copy. */
  public record Part(double share, Chain chain) {}

  public Mixture {
    parts = List.copyOf(parts);
  }

  Image of(Image picture) {
    var sum = new float[picture.width() * picture.height() * picture.channels()];
    add(picture, (float) own, sum);
    for (var part : parts) add(part.chain().of(picture), (float) part.share(), sum);
    if (picture.bits() == 8) {
      var out = new byte[sum.length];
      for (int i = 0; i < out.length; i++) out[i] = (byte) Math.min(255, (int) sum[i]);
      return Image.of8(picture.width(), picture.height(), picture.channels(), out);
    }
    var out = new short[sum.length];
    for (int i = 0; i < out.length; i++) out[i] = (short) Math.min(65535, (int) sum[i]);
    return Image.of16(picture.width(), picture.height(), picture.channels(), out);
  }

  private static void add(Image picture, float share, float[] sum) {
    if (picture.bits() == 8) {
      byte[] from = picture.bytes();
      for (int i = 0; i < sum.length; i++) sum[i] += share * (from[i] & 0xFF);
    } else {
      short[] from = picture.shorts();
      for (int i = 0; i < sum.length; i++) sum[i] += share * (from[i] & 0xFFFF);
    }
  }
}
