package dev.fovea.image;

import java.util.random.RandomGenerator;

/** What bad light and thrifty cameras do to pictures. Alpha stays. */
public final class Damage {
  private Damage() {}

  /**
   * Adds noise of the normal distribution to every sample by itself, rounded and cut off.
   *
   * @param sigma the deviation as a share of white: 0.1 is strong
   */
  public static Image gaussianNoise(Image image, double sigma, RandomGenerator chance) {
    int colours = Lookup.colours(image);
    var in = Samples.of(image);
    int c = image.channels();
    double deviation = sigma * in.full();
    var out = Samples.room(image, image.width(), image.height(), c);
    for (int i = 0; i < in.size(); i += c) {
      out.copy(i, in, i, c);
      for (int k = i; k < i + colours; k++) {
        double noisy = Math.rint(in.get(k) + deviation * chance.nextGaussian());
        out.set(k, (int) Math.max(0, Math.min(in.full(), noisy)));
      }
    }
    return out.image(image.width(), image.height(), c);
  }

  /**
   * Written as JPEG and read again (colours halved in both directions, as most cameras do). A
   * 16-bit picture comes back with what 8 bits could hold.
   *
   * @param quality 1 to 100
   */
  public static Image jpeg(Image image, int quality) {
    Colours colours = image.channels() < 3 ? Colours.GREY : Colours.RGB;
    Image opaque = Convert.of(image, colours, new AlphaRule.Drop()).to8();
    Image read = Decode.of(Encode.jpeg(opaque, quality), "JPEG");
    if (image.bits() == 8 && !image.hasAlpha()) return read;
    var from = Samples.of(read);
    var in = Samples.of(image);
    int c = image.channels();
    int times = in.full() / 255;
    var out = Samples.room(image, image.width(), image.height(), c);
    for (int i = 0, at = 0; i < in.size(); i += c, at += read.channels()) {
      out.copy(i, in, i, c);
      for (int k = 0; k < read.channels(); k++) out.set(i + k, from.get(at + k) * times);
    }
    return out.image(image.width(), image.height(), c);
  }
}
