package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.Geometric;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import dev.fovea.image.Flip;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import dev.fovea.image.Warp;

/**
 * Where the pixels of one picture go: a box of it is resized to the output, and the output is then
 * moved within itself.
 *
 * @param crop the part of the picture that is resized to the output, in pixels of the picture
 * @param width the output's width in pixels
 * @param height the output's height in pixels
 * @param move from output to output, in pixels: flips, turns, shifts
 */
public record View(Box crop, int width, int height, Affine move) {

  /** Throws the dice for a picture of this size. */
  public static View draw(Augment augment, Dice dice, Image picture, int width, int height) {
    Box all = Box.all(picture);
    Box crop =
        augment.crop().map(c -> Crops.draw(c, dice, picture.width(), picture.height())).orElse(all);
    Affine move = Affine.IDENTITY;
    for (var a : augment.list()) {
      if (a instanceof Geometric g) move = move.then(Moves.draw(g, dice, width, height));
    }
    return new View(crop, width, height, move);
  }

  /** A picture moved within itself. */
  static View of(Image picture, Affine move) {
    return new View(Box.all(picture), picture.width(), picture.height(), move);
  }

  /** This view, moved once more. */
  View then(Affine more) {
    return new View(crop, width, height, move.then(more));
  }

  /** From points of the picture to points of the output: what boxes, masks and marks follow. */
  public Affine map() {
    return Affine.translation(-crop.left(), -crop.top())
        .then(Affine.scale(width / crop.width(), height / crop.height()))
        .then(move);
  }

  /**
   * The output, {@code width} x {@code height} px: resized once, antialiased, then warped once if
   * anything moves; black where the picture does not reach.
   */
  public Image of(Image picture, Kernel kernel) {
    double shrink = Math.min(1, Math.sqrt(Math.abs(move.a() * move.e() - move.b() * move.d())));
    int w = Math.max(1, (int) Math.ceil(width * shrink - 1e-9));
    int h = Math.max(1, (int) Math.ceil(height * shrink - 1e-9));
    boolean whole = crop.equals(Box.all(picture)) && picture.width() == w && picture.height() == h;
    Image resized = whole ? picture : Resample.of(picture, crop, w, h, kernel);
    if (move.equals(Affine.IDENTITY)) return resized;
    if (move.equals(new Affine(-1, 0, width, 0, 1, 0))) return Flip.leftRight(resized);
    Affine toOutput = Affine.scale((double) width / w, (double) height / h).then(move);
    return Warp.of(
        resized, toOutput.inverse(), width, height, exact() ? Kernel.NEAREST : Kernel.BILINEAR);
  }

  /** Whether the move only flips and shifts by whole pixels. */
  private boolean exact() {
    return Math.abs(move.a()) == 1
        && Math.abs(move.e()) == 1
        && move.b() == 0
        && move.d() == 0
        && move.c() == Math.rint(move.c())
        && move.f() == Math.rint(move.f());
  }
}
