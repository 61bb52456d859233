package dev.fovea.project.use;

import dev.fovea.image.Canvas;

/** Whether text can be drawn: slim systems lack what Java needs for it. */
final class FontCheck {
  private static final int WHITE = 0xffffff;

  private FontCheck() {}

  static Finding font() {
    var canvas = Canvas.blank(60, 20, WHITE).text("Fovea", 2, 2, 14, 0);
    for (byte sample : canvas.toImage().bytes())
      if (sample != -1) return Finding.ok("Font", "the shipped font draws");
    return Finding.warning(
        "Font",
        "no text can be drawn, so plots and sheets are left out of reports",
        "Install fontconfig and libfreetype6 (or the full, not the headless-slim, Java package).");
  }
}
