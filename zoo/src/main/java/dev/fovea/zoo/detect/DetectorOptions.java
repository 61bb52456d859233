package dev.fovea.zoo.detect;

import dev.fovea.graph.GraphException;

/**
 * What is free to choose about a detector.
 *
 * @param classes kinds of things, without a background
 * @param channels of the image: 1 grey, 3 RGB
 * @param movingNorms whether batch norms that torchvision freezes, those of backbones whose weights
 *     bring statistics, are drawn as ones that follow the pictures: as torchvision does without
 *     weights
 */
public record DetectorOptions(int classes, int channels, boolean movingNorms) {
  public DetectorOptions {
    if (classes < 1) throw new GraphException("a detector needs a class, got " + classes);
    if (channels < 1) throw new GraphException("an image needs a channel, got " + channels);
  }

  /** Of RGB images, with norms as they are published. */
  public static DetectorOptions of(int classes) {
    return new DetectorOptions(classes, 3, false);
  }

  public DetectorOptions withChannels(int channels) {
    return new DetectorOptions(classes, channels, movingNorms);
  }

  public DetectorOptions withMovingNorms(boolean movingNorms) {
    return new DetectorOptions(classes, channels, movingNorms);
  }
}
