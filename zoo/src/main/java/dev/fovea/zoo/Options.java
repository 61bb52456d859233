package dev.fovea.zoo;

import dev.fovea.graph.GraphException;
import java.util.OptionalDouble;

/**
 * What is free to choose about a classifier of the zoo.
 *
 * @param classes answers, the length of the logits
 * @param channels of the image: 1 grey, 3 RGB
 * @param stem how the image enters
 * @param dropout rate before the last layer; empty for the family's own
 * @param stochasticDepth rate of the last residual branch, growing from 0 along the depth; empty
 *     for the family's own
 */
public record Options(
    int classes, int channels, Stem stem, OptionalDouble dropout, OptionalDouble stochasticDepth) {
  public Options {
    if (classes < 1) throw new GraphException("a network needs a class, got " + classes);
    if (channels < 1) throw new GraphException("an image needs a channel, got " + channels);
    rate("dropout", dropout);
    rate("stochastic depth", stochasticDepth);
  }

  /** RGB images, everything else as published. */
  public static Options of(int classes) {
    return new Options(classes, 3, Stem.PUBLISHED, OptionalDouble.empty(), OptionalDouble.empty());
  }

  public Options withChannels(int channels) {
    return new Options(classes, channels, stem, dropout, stochasticDepth);
  }

  public Options withStem(Stem stem) {
    return new Options(classes, channels, stem, dropout, stochasticDepth);
  }

  public Options withDropout(double rate) {
    return new Options(classes, channels, stem, OptionalDouble.of(rate), stochasticDepth);
  }

  public Options withStochasticDepth(double rate) {
    return new Options(classes, channels, stem, dropout, OptionalDouble.of(rate));
  }

  private static void rate(String what, OptionalDouble rate) {
    if (rate.isPresent() && !(rate.getAsDouble() >= 0 && rate.getAsDouble() < 1))
      throw new GraphException(
          "the rate of " + what + " must be from 0 to below 1, got " + rate.getAsDouble());
  }
}
