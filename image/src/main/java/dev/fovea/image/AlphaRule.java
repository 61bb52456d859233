package dev.fovea.image;

/** What becomes of alpha before a network reads a picture. */
public sealed interface AlphaRule {
  /**
   * Alpha is dropped and hidden colours show, as Pillow's {@code convert("RGB")} does; published
   * weights expect it.
   */
  record Drop() implements AlphaRule {}

  /** The picture is laid over one colour, 0 to 255 a channel. */
  record Over(int red, int green, int blue) implements AlphaRule {
    public Over {
      if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
        throw new IllegalArgumentException(
            "alpha: a background is 0 to 255 a channel, got " + red + ", " + green + ", " + blue);
      }
    }
  }
}
