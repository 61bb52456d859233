package dev.fovea.image;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;

/**
 * From a decoded picture to the numbers that a network reads, as data. Training, evaluation and the
 * deployed model run the same record, so that the score in training is the score in production.
 *
 * <p>The steps, in this order: decoding, of JPEG files smaller where {@code shrink} allows; colours
 * and alpha; resize; rounding to the picture's bits (8, or 16 for a 16-bit picture); crop; scale,
 * mean and deviation. The output is {@code [channels, height, width]}.
 */
public record Preprocess(
    Colours colours, AlphaRule alpha, Resize resize, Crop crop, Numbers numbers, Shrink shrink) {
  private static final int AT_ONCE = 1 << 24;

  /** The means of ImageNet that torchvision subtracts. */
  public static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);

  /** The deviations of ImageNet that torchvision divides by. */
  public static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);

  public Preprocess {
    if (numbers.mean().size() != colours.channels()) {
      throw new IllegalArgumentException(
          "preprocess: %s has %d channels, but there are %d means"
              .formatted(colours, colours.channels(), numbers.mean().size()));
    }
    if (resize instanceof Resize.Shortest s
        && Math.max(crop.heightPx(), crop.widthPx()) > s.sizePx()) {
      throw new IllegalArgumentException(
          "preprocess: a crop of %dx%d px does not fit in pictures whose shorter side is %d px"
              .formatted(crop.heightPx(), crop.widthPx(), s.sizePx()));
    }
  }

  /** Of files that are decoded whole. */
  public Preprocess(Colours colours, AlphaRule alpha, Resize resize, Crop crop, Numbers numbers) {
    this(colours, alpha, resize, crop, numbers, Shrink.NONE);
  }

  /**
   * torchvision's evaluation: the shorter side to {@code resizePx}, the middle {@code cropPx},
   * ImageNet's numbers.
   */
  public static Preprocess imagenet(int resizePx, int cropPx, Kernel kernel) {
    return new Preprocess(
        Colours.RGB,
        new AlphaRule.Drop(),
        new Resize.Shortest(resizePx, kernel, true),
        new Crop(cropPx, cropPx),
        new Numbers(1, IMAGENET_MEAN, IMAGENET_DEVIATION));
  }

  /** Stretched to a size (BILINEAR), the numbers from 0 to 1; channels is 1 or 3. */
  public static Preprocess stretch(int channels, int heightPx, int widthPx) {
    return new Preprocess(
        channels == 1 ? Colours.GREY : Colours.RGB,
        new AlphaRule.Drop(),
        new Resize.Stretch(heightPx, widthPx, Kernel.BILINEAR, true),
        new Crop(heightPx, widthPx),
        new Numbers(1, Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0)));
  }

  /**
   * Letterboxed to a size (BILINEAR, padded with 114 as the YOLO family is), the numbers from 0 to
   * 1.
   */
  public static Preprocess letterbox(int heightPx, int widthPx, int stridePx) {
    return new Preprocess(
        Colours.RGB,
        new AlphaRule.Drop(),
        new Resize.Letterbox(heightPx, widthPx, 114, stridePx, true, Kernel.BILINEAR, true),
        new Crop(heightPx, widthPx),
        new Numbers(1, Collections.nCopies(3, 0.0), Collections.nCopies(3, 1.0)));
  }

  /** This with other means and deviations, one a channel. */
  public Preprocess withNumbers(List<Double> mean, List<Double> deviation) {
    return new Preprocess(
        colours, alpha, resize, crop, new Numbers(numbers.white(), mean, deviation), shrink);
  }

  /**
   * This for an output of another size in pixels; what is resized before a crop changes in
   * proportion.
   */
  public Preprocess withSize(int heightPx, int widthPx) {
    double times = Math.max((double) heightPx / height(), (double) widthPx / width());
    Resize sized = resize.withSize(heightPx, widthPx, times);
    return new Preprocess(colours, alpha, sized, new Crop(heightPx, widthPx), numbers, shrink);
  }

  /** This of files that are decoded in another way. */
  public Preprocess withShrink(Shrink shrink) {
    return new Preprocess(colours, alpha, resize, crop, numbers, shrink);
  }

  /** How many times smaller a file is decoded: 1, 2, 4 or 8. */
  public int shrink(Header header) {
    return shrink.equals(Shrink.NONE)
        ? 1
        : shrink.of(resize.times(header.uprightWidth(), header.uprightHeight()));
  }

  /** Channels of the output. */
  public int channels() {
    return colours.channels();
  }

  /** Height of the output in pixels. */
  public int height() {
    return crop.heightPx();
  }

  /** Width of the output in pixels. */
  public int width() {
    return crop.widthPx();
  }

  /** How many floats one picture takes. */
  public int floats() {
    return Math.multiplyExact(Math.multiplyExact(channels(), height()), width());
  }

  /**
   * How many pictures to run at once: of large ones fewer, so that their numbers take no more than
   * {@value #AT_ONCE} floats.
   *
   * @param most 1 or more
   */
  public int atOnce(int most) {
    return Math.min(most, Math.max(1, AT_ONCE / floats()));
  }

  /**
   * Colours and geometry: a picture of {@link #channels} x {@link #height} x {@link #width}, 8 or
   * 16 bit.
   */
  public Image image(Image image) {
    Image ready = Convert.of(image, colours, alpha);
    return resize instanceof Resize.Shortest shortest
        ? crop.of(ready, shortest)
        : crop.of(resize.of(ready));
  }

  /**
   * Where a picture of that size comes to lie in the output, and the way back; what the crop cuts
   * off lies outside.
   */
  public Placement placement(int imageWidth, int imageHeight) {
    Placement resized = resize.placement(imageWidth, imageHeight);
    return resize instanceof Resize.Letterbox box
        ? crop.of(resized, box.widthPx(), box.heightPx())
        : crop.of(resized, resized.width(), resized.height());
  }

  /**
   * Numbers only: a picture that {@link #image} returned, written as planes from {@code offset} on
   * (in floats).
   */
  public void write(Image ready, FloatBuffer out, int offset) {
    if (ready.channels() != channels() || ready.height() != height() || ready.width() != width()) {
      throw new IllegalArgumentException(
          "preprocess: expected a picture of %dx%d px and %d channels, got %s"
              .formatted(width(), height(), channels(), ready));
    }
    Planes.write(ready, numbers, out, offset);
  }

  /** Both: a decoded picture, written as planes from {@code offset} on (in floats). */
  public void of(Image image, FloatBuffer out, int offset) {
    write(image(image), out, offset);
  }
}
