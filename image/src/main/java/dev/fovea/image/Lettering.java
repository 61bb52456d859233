package dev.fovea.image;

import java.awt.Font;
import java.io.InputStream;
import java.util.Optional;

/**
 * The one font that Fovea draws with: DejaVu Sans, shipped as a resource, for slim systems have
 * none. Where Java cannot use fonts at all there is no text, one warning, and everything else is
 * drawn.
 */
public final class Lettering {
  private static final Optional<Font> FONT = load();

  private Lettering() {}

  /** The font at a size in pixels; empty where the system has no font machinery. */
  public static Optional<Font> font(double sizePx) {
    return FONT.map(font -> font.deriveFont((float) sizePx));
  }

  @SuppressWarnings(
      "CatchingUnchecked") // AWT fails with errors of many kinds where native font libraries are
  // missing
  private static Optional<Font> load() {
    try (InputStream in = Lettering.class.getResourceAsStream("font/DejaVuSans.ttf")) {
      Font font = Font.createFont(Font.TRUETYPE_FONT, in);
      font.getStringBounds("Fovea", new java.awt.font.FontRenderContext(null, true, true));
      return Optional.of(font);
    } catch (Exception | LinkageError | InternalError | java.awt.AWTError e) {
      System.getLogger(Lettering.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "pictures are drawn without text, for Java has no fonts here: " + e);
      return Optional.empty();
    }
  }
}
