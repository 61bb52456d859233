package dev.fovea.image;

/** The channels that a network reads. */
public enum Colours {
  /** One channel; colour becomes grey by the weights of ITU-R 601-2, as Pillow's L. */
  GREY(1),
  /** Three channels, red first; grey is repeated. */
  RGB(3);

  private final int channels;

  Colours(int channels) {
    this.channels = channels;
  }

  /** How many channels. */
  public int channels() {
    return channels;
  }
}
