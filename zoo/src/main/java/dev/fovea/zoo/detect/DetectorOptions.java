package dev.fovea.zoo.detect;

import dev.fovea.graph.GraphException;

/**
 * What is free to choose about a detector.
 *
 * @param classes kinds of things, without a background
 * @param channels of the image: 1 grey, 3 RGB
 */
public record DetectorOptions(int classes, int channels) {
  public DetectorOptions {
    if (classes < 1) throw new GraphException("a detector needs a class, got " + classes);
    if (channels < 1) throw new GraphException("an image needs a channel, got " + channels);
  }

  /** Of RGB images. */
  public static DetectorOptions of(int classes) {
    return new DetectorOptions(classes, 3);
  }

  public DetectorOptions withChannels(int channels) {
    return new DetectorOptions(classes, channels);
  }
}
