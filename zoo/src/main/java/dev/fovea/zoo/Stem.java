package dev.fovea.zoo;

/** How an image enters a network. */
public enum Stem {
  /** As the paper draws it; for ImageNet families made for 224 px. */
  PUBLISHED,
  /** One 3x3 convolution of stride 1 and no pooling: for pictures of 28 to 64 px. */
  SMALL
}
