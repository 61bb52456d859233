package dev.fovea.zoo;

import dev.fovea.graph.GraphException;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is free to choose about a classifier of the zoo.
 *
 * @param classes answers, the length of the logits
 * @param channels of the image: 1 grey, 3 RGB
 * @param stem how the image enters
 * @param dropout rate before the last layer; empty for the family's own
 * @param stochasticDepth rate of the last residual branch, growing from 0 along the depth; empty
 *     for the family's own
 * @param size height and width of the images in pixels, where the network takes one size alone;
 *     empty for the published one
 */
public record Options(
    int classes,
    int channels,
    Stem stem,
    OptionalDouble dropout,
    OptionalDouble stochasticDepth,
    OptionalInt size) {
  public Options {
    if (classes < 1) throw new GraphException("a network needs a class, got " + classes);
    if (channels < 1) throw new GraphException("an image needs a channel, got " + channels);
    if (size.isPresent() && size.getAsInt() < 1)
      throw new GraphException("an image needs a pixel, got a size of " + size.getAsInt());
    rate("dropout", dropout);
    rate("stochastic depth", stochasticDepth);
  }

  /** RGB images, everything else as published. */
  public static Options of(int classes) {
    return new Options(
        classes,
        3,
        Stem.PUBLISHED,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  public Options withChannels(int channels) {
    return new Options(classes, channels, stem, dropout, stochasticDepth, size);
  }

  public Options withStem(Stem stem) {
    return new Options(classes, channels, stem, dropout, stochasticDepth, size);
  }

  public Options withDropout(double rate) {
    return new Options(classes, channels, stem, OptionalDouble.of(rate), stochasticDepth, size);
  }

  public Options withStochasticDepth(double rate) {
    return new Options(classes, channels, stem, dropout, OptionalDouble.of(rate), size);
  }

  public Options withSize(int px) {
    return new Options(classes, channels, stem, dropout, stochasticDepth, OptionalInt.of(px));
  }

  private static void rate(String what, OptionalDouble rate) {
    if (rate.isPresent() && !(rate.getAsDouble() >= 0 && rate.getAsDouble() < 1))
      throw new GraphException(
          "the rate of " + what + " must be from 0 to below 1, got " + rate.getAsDouble());
  }
}
