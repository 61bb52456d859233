package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import dev.fovea.image.Image;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;

/**
 * A photograph of a part: the plate on a dark mat, under a lamp from one side.
 *
 * @param scratch the pixels of the scratch, if there is one
 */
record PartPhoto(Image image, Optional<Mask> scratch) {
  private static final Color BRIGHT = new Color(232, 236, 240);
  private static final Color DARK = new Color(38, 36, 34);

  static PartPhoto of(Part part, int width, Dice dice) {
    int height = width * 3 / 4;
    var toPixels = place(part, width, height, dice);
    var light = Light.draw(dice);
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var surface = new Surface(part.grain(), light, width, height);
    int[] pixels = RgbPixels.of(picture);
    surface.mat(pixels);
    Graphics2D pen = pen(picture);
    Shape metal = toPixels.createTransformedShape(Part.METAL);
    shadow(pen, metal, width, light);
    surface.metal(pixels, cover(metal, width, height), inverse(toPixels), part.tone());
    edges(pen, metal, width);
    pen.clip(metal);
    for (Part.Mark mark : part.marks()) {
      pen.setComposite(Clutter.share(mark.share()));
      pen.setColor(mark.bright() ? BRIGHT : DARK);
      pen.fill(toPixels.createTransformedShape(mark.shape()));
    }
    Optional<Shape> scratch = part.scratch().map(toPixels::createTransformedShape);
    scratch.ifPresent(shape -> gouge(pen, shape, part.scratchDepth(), width));
    pen.dispose();
    noise(pixels, dice.uniform(2, 4), dice);
    return new PartPhoto(
        RgbPixels.image(picture), scratch.map(shape -> Mask.of(shape, width, height)));
  }

  /** From the plate to pixels: where it lies, and how the camera moved since the last shot. */
  private static AffineTransform place(Part part, int width, int height, Dice dice) {
    var place = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
    place.scale(width, width);
    place.translate(dice.uniform(-0.003, 0.003), dice.uniform(-0.003, 0.003));
    place.rotate(Math.toRadians(dice.uniform(-0.4, 0.4)));
    place.concatenate(part.place());
    return place;
  }

  private static AffineTransform inverse(AffineTransform place) {
    try {
      return place.createInverse();
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException("a part is turned and shifted, never squashed", e);
    }
  }

  private static Graphics2D pen(BufferedImage picture) {
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return pen;
  }

  /** How much of each pixel is metal, 0 to 255. */
  private static byte[] cover(Shape metal, int width, int height) {
    var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = pen(grey);
    pen.setColor(Color.WHITE);
    pen.fill(metal);
    pen.dispose();
    return ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
  }

  private static void shadow(Graphics2D pen, Shape metal, int width, Light light) {
    pen.setColor(Color.BLACK);
    pen.setComposite(Clutter.share(0.09));
    for (int i = 1; i <= 6; i++) {
      double shift = 0.0016 * i * width;
      pen.fill(
          AffineTransform.getTranslateInstance(-light.x() * shift, -light.y() * shift)
              .createTransformedShape(metal));
    }
    pen.setComposite(AlphaComposite.SrcOver);
  }

  /** The broken edges: a dark line all round, and a thin bright one inside it. */
  private static void edges(Graphics2D pen, Shape metal, int width) {
    pen.setComposite(Clutter.share(0.5));
    pen.setColor(DARK);
    pen.setStroke(new BasicStroke(0.0026f * width));
    pen.draw(metal);
    pen.setComposite(Clutter.share(0.45));
    pen.setColor(BRIGHT);
    pen.setStroke(new BasicStroke(0.0010f * width));
    pen.draw(metal);
  }

  /** Bright where the metal is bare, with a dark burr beside it. */
  private static void gouge(Graphics2D pen, Shape shape, double depth, int width) {
    double shift = 1.6 * Part.PX * width;
    pen.setColor(Color.BLACK);
    pen.setComposite(Clutter.share(0.35));
    pen.fill(AffineTransform.getTranslateInstance(shift, shift).createTransformedShape(shape));
    pen.setColor(Color.WHITE);
    pen.setComposite(Clutter.share(depth / 120));
    pen.fill(shape);
  }

  /** Adds a sensor's noise of this deviation in levels, nearly normal, to every sample. */
  private static void noise(int[] pixels, double deviation, Dice dice) {
    double step = deviation / Math.sqrt(3 * (256.0 * 256 - 1) / 12);
    for (int i = 0; i < pixels.length; i++) {
      long bits = dice.nextLong();
      int shared = sum(bits) / 2;
      int rgb = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        bits >>>= 13;
        int level = (int) Math.rint(((pixels[i] >> shift) & 0xFF) + step * (shared + sum(bits)));
        rgb |= Math.clamp(level, 0, 255) << shift;
      }
      pixels[i] = rgb;
    }
  }

  /** Three bytes about 0. */
  private static int sum(long bits) {
    return (int) ((bits & 0xFF) + ((bits >>> 8) & 0xFF) + ((bits >>> 16) & 0xFF)) - 382;
  }
}
