package dev.fovea.image;

/**
 * A box to draw, and what is written at it.
 *
 * @param box in pixels of what it is drawn on
 * @param words of its label; empty for none
 * @param rgb colour of the line and of the label's plate, 0xRRGGBB
 * @param dashed whether the line is broken: something that is not there, or not sure
 */
public record BoxMark(Box box, String words, int rgb, boolean dashed) {

  /** A box of a class with an unbroken line in that class's colour. */
  public static BoxMark of(Box box, String words, int label) {
    return new BoxMark(box, words, BoxColour.of(label), false);
  }

  /** The same mark on a picture that was resized by these factors. */
  public BoxMark scaled(double across, double down) {
    var scaled =
        new Box(box.left() * across, box.top() * down, box.right() * across, box.bottom() * down);
    return new BoxMark(scaled, words, rgb, dashed);
  }
}
