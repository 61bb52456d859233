package dev.fovea.project.report;

import dev.fovea.image.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** The font, the colours and the pen of all plots. */
public final class Ink {
  public static final Color PAPER = Color.WHITE;
  public static final Color TEXT = new Color(0x22262b);
  public static final Color QUIET = new Color(0x6b737c);
  public static final Color RULE = new Color(0xe3e6e9);
  public static final Color BLUE = new Color(0x1f5fa8);
  public static final Color ORANGE = new Color(0xc2571a);

  /** Colours of lines, told apart by the colour-blind too (after Okabe and Ito). */
  public static final List<Color> LINES =
      List.of(BLUE, ORANGE, new Color(0x00866b), new Color(0xa8447f), new Color(0x8a6d00), TEXT);

  public static final BasicStroke SOLID =
      new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  /** For lines that take the colours a second time. */
  public static final BasicStroke DASHED =
      new BasicStroke(
          1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

  /** Pixels of the picture for a unit of the drawing: sharp on dense screens and on paper. */
  public static final int SCALE = 2;

  private Ink() {}

  /** The open font that the image room ships; without fonts a plot cannot be drawn. */
  public static Font font(double sizePx) {
    return Lettering.font(sizePx)
        .orElseThrow(() -> new IllegalStateException("Java finds no font machinery here"));
  }

  /** Smooth lines and letters, everything {@link #SCALE} times as large. */
  public static void prepare(Graphics2D pen) {
    pen.scale(SCALE, SCALE);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** A pen for a picture of {@link #SCALE} times this width and height, all paper. */
  public static Graphics2D onPaper(BufferedImage image, int width, int height) {
    Graphics2D pen = image.createGraphics();
    prepare(pen);
    pen.setColor(PAPER);
    pen.fillRect(0, 0, width, height);
    return pen;
  }

  /** The picture that {@link #onPaper} draws on. */
  public static BufferedImage blank(int width, int height) {
    return new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
  }

  /** The text, or its beginning and an ellipsis where it is wider than allowed. */
  public static String fit(String text, FontMetrics metrics, int widthPx) {
    if (metrics.stringWidth(text) <= widthPx) return text;
    int end = text.length();
    while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > widthPx) end--;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
    return text.substring(0, end).stripTrailing() + "…";
  }

  /** From paper (0) to the colour (1). */
  public static Color tint(Color full, double share) {
    double t = Math.clamp(share, 0, 1);
    return new Color(
        mix(PAPER.getRed(), full.getRed(), t),
        mix(PAPER.getGreen(), full.getGreen(), t),
        mix(PAPER.getBlue(), full.getBlue(), t));
  }

  private static int mix(int from, int to, double t) {
    return (int) Math.round(from + t * (to - from));
  }
}
