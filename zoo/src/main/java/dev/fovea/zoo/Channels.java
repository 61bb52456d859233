package dev.fovea.zoo;

/** Numbers of channels that a factor has made uneven. */
final class Channels {
  private Channels() {}

  /** The nearest multiple, at least one and at least nine tenths of the channels. */
  static int nearest(double channels, int multiple) {
    int rounded = Math.max(multiple, (int) (channels + multiple / 2.0) / multiple * multiple);
    return rounded < 0.9 * channels ? rounded + multiple : rounded;
  }
}
