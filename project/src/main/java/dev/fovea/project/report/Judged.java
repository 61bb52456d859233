package dev.fovea.project.report;

import dev.fovea.image.Canvas;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;

/**
 * A validation image with what the model said about it.
 *
 * @param image of any size and kind; the page gets a small copy
 * @param file its name, relative to the data
 * @param truth the name of its class, or its classes joined by ", "
 * @param answer what the model said
 * @param confidence how far the answer is from being another one, 0 to 1, as the model decides
 */
public record Judged(Image image, String file, String truth, String answer, double confidence) {
  private static final int SIDE_PX = 320;
  private static final int TINY_PX = 80;

  boolean wrong() {
    return !truth.equals(answer);
  }

  /** What the page shows of it: a JPEG of at most 320 px, or tiny pixels enlarged as squares. */
  public Mistake mistake() {
    Picture picture = Picture.encoded("the picture of " + file, this::thumbnail);
    return new Mistake(picture, file, truth, answer, confidence);
  }

  private byte[] thumbnail() {
    Image plain = Canvas.of(image).toImage();
    int longer = Math.max(plain.width(), plain.height());
    if (longer < TINY_PX) {
      int times = 2 * TINY_PX / longer;
      int width = plain.width() * times;
      return Encode.png(Resample.of(plain, width, plain.height() * times, Kernel.NEAREST));
    }
    if (longer <= SIDE_PX) return Encode.jpeg(plain, 88);
    int width = Math.max(1, Math.round((float) plain.width() * SIDE_PX / longer));
    int height = Math.max(1, Math.round((float) plain.height() * SIDE_PX / longer));
    return Encode.jpeg(Resample.of(plain, width, height, Kernel.BILINEAR), 88);
  }
}
