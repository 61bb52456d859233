package dev.fovea.project.report;

import dev.fovea.torch.file.AtomicFile;
import java.awt.AWTError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;

/** A picture ready for a file or a page: PNG or JPEG bytes, or a warning why there is none. */
public final class Picture {
  private final byte[] bytes;
  private final String warning;
  private final int shownWidthPx;

  private Picture(byte[] bytes, String warning, int shownWidthPx) {
    this.bytes = bytes;
    this.warning = warning;
    this.shownWidthPx = shownWidthPx;
  }

  /** A picture of PNG or JPEG bytes. */
  public static Picture of(byte[] bytes) {
    return new Picture(bytes.clone(), "", 0);
  }

  /** No picture, and in one line why. */
  public static Picture lost(String warning) {
    return new Picture(new byte[0], warning, 0);
  }

  /** What {@code draw} paints as PNG, shown at half its size: plots have two pixels for one. */
  public static Picture drawn(String what, Callable<BufferedImage> draw) {
    return tried(
        what,
        () -> {
          BufferedImage image = draw.call();
          var out = new ByteArrayOutputStream();
          ImageIO.write(image, "png", out);
          return new Picture(out.toByteArray(), "", image.getWidth() / Ink.SCALE);
        });
  }

  /** The bytes that {@code encode} makes. */
  public static Picture encoded(String what, Callable<byte[]> encode) {
    return tried(what, () -> Picture.of(encode.call()));
  }

  /**
   * Whatever goes wrong, from a missing font to a missing native library of Java2D, becomes the
   * warning: the picture is lost, the run is not.
   */
  private static Picture tried(String what, Callable<Picture> make) {
    try {
      return make.call();
    } catch (Exception | LinkageError | AWTError | OutOfMemoryError e) {
      String said = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
      String reason = e.getClass().getSimpleName() + (said.isEmpty() ? "" : ": " + said);
      return lost("%s was not drawn (%s)".formatted(what, reason));
    }
  }

  /** Whether there are pixels. */
  public boolean isThere() {
    return bytes.length > 0;
  }

  /** Why there are no pixels; empty when there are. */
  public String warning() {
    return warning;
  }

  /** PNG or JPEG bytes, a copy; empty when the picture is lost. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Writes the file when there are pixels; answers the warning, empty when there are. */
  public String write(Path file) {
    if (isThere()) AtomicFile.write(file, bytes);
    return warning;
  }

  /** How wide a page shows it, fewer pixels than it has; 0 for as many as it has. */
  int shownWidthPx() {
    return shownWidthPx;
  }

  /** The bytes as a URI that a page can hold. */
  public String dataUri() {
    String type = bytes.length > 1 && bytes[0] == (byte) 0xff ? "image/jpeg" : "image/png";
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
