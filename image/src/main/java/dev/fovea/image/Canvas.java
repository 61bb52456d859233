package dev.fovea.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * An RGB picture to draw on. Places and sizes are in pixels; colours are 0xRRGGBB. Shapes are
 * smoothed at their edges. Not safe to share between threads.
 */
public final class Canvas {
  /** On a plate of this luminance black and white have the same contrast. */
  private static final double EVEN = 0.179;

  private final BufferedImage picture;
  private final Graphics2D pen;

  private Canvas(int width, int height) {
    picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }

  /** An empty canvas of one colour. */
  public static Canvas blank(int width, int height, int rgb) {
    return new Canvas(width, height).fill(new Rectangle2D.Double(0, 0, width, height), rgb);
  }

  /**
   * A canvas that begins as a picture; grey becomes RGB, alpha is laid over white, 16 bits become
   * 8.
   */
  public static Canvas of(Image image) {
    return new Canvas(image.width(), image.height()).paste(image, 0, 0);
  }

  /** Width in pixels. */
  public int width() {
    return picture.getWidth();
  }

  /** Height in pixels. */
  public int height() {
    return picture.getHeight();
  }

  /** Copies a picture to (x, y); what leaves the canvas is cut. */
  public Canvas paste(Image image, int x, int y) {
    Image rgb = Convert.of(image.to8(), Colours.RGB, new AlphaRule.Over(255, 255, 255));
    int x0 = Math.max(0, x);
    int x1 = Math.min(width(), x + rgb.width());
    byte[] out = samples();
    for (int row = Math.max(0, y); row < Math.min(height(), y + rgb.height()); row++) {
      int from = ((row - y) * rgb.width() + x0 - x) * 3;
      int to = (row * width() + x0) * 3;
      for (int i = 0; i < (x1 - x0) * 3; i += 3) {
        out[to + i] = rgb.bytes()[from + i + 2];
        out[to + i + 1] = rgb.bytes()[from + i + 1];
        out[to + i + 2] = rgb.bytes()[from + i];
      }
    }
    return this;
  }

  private byte[] samples() {
    return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
  }

  /** Fills any shape of Java2D. */
  public Canvas fill(Shape shape, int rgb) {
    return fill(shape, rgb, 1);
  }

  /** Fills any shape of Java2D; opacity is 0 (nothing) to 1 (covers). */
  public Canvas fill(Shape shape, int rgb, double opacity) {
    pen.setColor(new Color((int) Math.round(opacity * 255) << 24 | (rgb & 0xffffff), true));
    pen.fill(shape);
    return this;
  }

  /** A filled rectangle. */
  public Canvas fillRectangle(double x, double y, double width, double height, int rgb) {
    return fill(new Rectangle2D.Double(x, y, width, height), rgb);
  }

  /** A filled ellipse in a rectangle. */
  public Canvas fillEllipse(double x, double y, double width, double height, int rgb) {
    return fill(new Ellipse2D.Double(x, y, width, height), rgb);
  }

  /** A filled polygon. */
  public Canvas fillPolygon(Iterable<Point> corners, int rgb) {
    var path = new Path2D.Double();
    for (Point p : corners) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(p.x(), p.y());
      } else {
        path.lineTo(p.x(), p.y());
      }
    }
    path.closePath();
    return fill(path, rgb);
  }

  /** The outline of any shape of Java2D, {@code strokePx} wide. */
  public Canvas outline(Shape shape, double strokePx, int rgb) {
    pen.setColor(new Color(rgb));
    pen.setStroke(new BasicStroke((float) strokePx, BasicStroke.CAP_ROUND, BasicStroke.JOIN_MITER));
    pen.draw(shape);
    return this;
  }

  /** The outline of a rectangle. */
  public Canvas rectangle(
      double x, double y, double width, double height, double strokePx, int rgb) {
    return outline(new Rectangle2D.Double(x, y, width, height), strokePx, rgb);
  }

  /** A line. */
  public Canvas line(double x0, double y0, double x1, double y1, double strokePx, int rgb) {
    return outline(new Line2D.Double(x0, y0, x1, y1), strokePx, rgb);
  }

  /** Text whose upper left corner is (x, y), {@code sizePx} high. */
  public Canvas text(String text, double x, double y, double sizePx, int rgb) {
    Lettering.font(sizePx)
        .ifPresent(font -> {
          pen.setFont(font);
          pen.setColor(new Color(rgb));
          pen.drawString(text, (float) x, (float) (y + pen.getFontMetrics().getAscent()));
        });
    return this;
  }

  /**
   * Text on a plate of a colour, black or white, whichever reads better on it; pushed back onto the
   * canvas.
   */
  public Canvas label(String text, double x, double y, double sizePx, int plateRgb) {
    double pad = pad(sizePx);
    double w = labelWidth(text, sizePx);
    double h = labelHeight(sizePx);
    double left = Math.max(0, Math.min(x, width() - w));
    double top = Math.max(0, Math.min(y, height() - h));
    fillRectangle(left, top, w, h, plateRgb);
    return text(
        text, left + pad, top + pad, sizePx, luminance(plateRgb) > EVEN ? 0x000000 : 0xffffff);
  }

  /** As WCAG 2 defines it, 0 (black) to 1 (white). */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int sample) {
    double s = sample / 255.0;
    return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  }

  /** How wide the plate of a label is, in pixels. */
  public double labelWidth(String text, double sizePx) {
    return textWidth(text, sizePx) + 2 * pad(sizePx);
  }

  /** How high the plate of a label is, in pixels. */
  public static double labelHeight(double sizePx) {
    return sizePx * 1.17 + 2 * pad(sizePx);
  }

  private static double pad(double sizePx) {
    return Math.max(1, sizePx / 6);
  }

  /** How wide a text is, in pixels; 0 where there are no fonts. */
  public double textWidth(String text, double sizePx) {
    return Lettering.font(sizePx).map((Font font) -> width(text, font)).orElse(0.0);
  }

  private double width(String text, Font font) {
    return font.getStringBounds(text, pen.getFontRenderContext()).getWidth();
  }

  /** What has been drawn, as RGB of 8 bit; the canvas may go on. */
  public Image toImage() {
    byte[] in = samples();
    var out = new byte[in.length];
    for (int i = 0; i < in.length; i += 3) {
      out[i] = in[i + 2];
      out[i + 1] = in[i + 1];
      out[i + 2] = in[i];
    }
    return Image.of8(width(), height(), 3, out);
  }
}
