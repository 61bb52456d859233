package dev.fovea.data.augment;

/**
 * One random change of a training picture, as data: what may happen, not what did.
 *
 * <p>Geometric changes move pixels, and with them boxes, points and masks. Colour changes touch
 * values only. {@link Mosaic} puts pictures together before they are moved. {@link Erasing} works
 * on the finished numbers of one picture, {@link Mixup}, {@link CutMix} and {@link MixupBoxes} on a
 * whole batch.
 */
public sealed interface Augmentation {

  /** Moves pixels. */
  sealed interface Geometric extends Augmentation {}

  /** Changes values, or is a policy that changes values and moves pixels in turn. */
  sealed interface Photometric extends Augmentation {}

  /** Mixes the finished pictures of a batch with one another, and their targets alike. */
  sealed interface Mixing extends Augmentation {}

  /**
   * Cuts out a box of random area and proportion and resizes it to the size of the network's input;
   * torchvision's algorithm.
   */
  record RandomResizedCrop(double minArea, double maxArea, double minRatio, double maxRatio)
      implements Geometric {
    public RandomResizedCrop {
      Ranges.share("the least area", minArea);
      Ranges.ordered("the area", minArea, maxArea);
      Ranges.share("the largest area", maxArea);
      if (minArea == 0) throw new IllegalArgumentException("the least area must be above 0");
      Ranges.positive("the least ratio", minRatio);
      Ranges.ordered("the ratio of width to height", minRatio, maxRatio);
    }
  }

  /**
   * Surrounds the picture by {@code paddingPx} black pixels and cuts its size out anywhere, in
   * whole pixels.
   */
  record PadCrop(int paddingPx) implements Geometric {
    public PadCrop {
      if (paddingPx < 0)
        throw new IllegalArgumentException("the padding is negative: " + paddingPx);
    }
  }

  /** Mirrors left and right. */
  record HorizontalFlip(double probability) implements Geometric {
    public HorizontalFlip {
      Ranges.share("the probability", probability);
    }
  }

  /** Mirrors top and bottom. */
  record VerticalFlip(double probability) implements Geometric {
    public VerticalFlip {
      Ranges.share("the probability", probability);
    }
  }

  /** Turns about the centre by an angle between {@code -degrees} and {@code degrees}. */
  record Rotation(double degrees) implements Geometric {
    public Rotation {
      Ranges.between("the angle in degrees", degrees, 0, 180);
    }
  }

  /** Moves by at most {@code x} of the width and {@code y} of the height, either way. */
  record Translation(double x, double y) implements Geometric {
    public Translation {
      Ranges.share("the way along the width", x);
      Ranges.share("the way along the height", y);
    }
  }

  /** Enlarges (above 1) or shrinks (below 1) about the centre. */
  record Scale(double min, double max) implements Geometric {
    public Scale {
      Ranges.positive("the least factor", min);
      Ranges.ordered("the factor", min, max);
    }
  }

  /** Slants the picture by at most these angles, either way, about the centre. */
  record Shear(double xDegrees, double yDegrees) implements Geometric {
    public Shear {
      Ranges.between("the shear in x in degrees", xDegrees, 0, 60);
      Ranges.between("the shear in y in degrees", yDegrees, 0, 60);
    }
  }

  /**
   * Changes brightness, contrast and saturation by factors from {@code 1 - x} to {@code 1 + x} and
   * turns the hue by at most {@code hue} of the colour circle, in random order; as torchvision.
   * Grey pictures keep saturation and hue.
   */
  record ColorJitter(double brightness, double contrast, double saturation, double hue)
      implements Photometric {
    public ColorJitter {
      Ranges.positiveOrZero("brightness", brightness);
      Ranges.positiveOrZero("contrast", contrast);
      Ranges.positiveOrZero("saturation", saturation);
      Ranges.between("hue", hue, 0, 0.5);
    }
  }

  /**
   * Turns the hue by at most {@code hue} of the colour circle and multiplies saturation and value
   * (HSV) by factors from {@code 1 - x} to {@code 1 + x}, all at once: the colour changes that
   * detectors of the YOLO family are trained with. Grey pictures keep hue and saturation.
   */
  record HsvJitter(double hue, double saturation, double value) implements Photometric {
    public HsvJitter {
      Ranges.between("hue", hue, 0, 0.5);
      Ranges.share("saturation", saturation);
      Ranges.share("value", value);
    }
  }

  /** Takes the colours away; the number of channels stays (torchvision's RandomGrayscale). */
  record Grayscale(double probability) implements Photometric {
    public Grayscale {
      Ranges.share("the probability", probability);
    }
  }

  /** Blurs with a deviation from {@code min} to {@code max} pixels of the output. */
  record GaussianBlur(double probability, double minPx, double maxPx) implements Photometric {
    public GaussianBlur {
      Ranges.share("the probability", probability);
      Ranges.positive("the least deviation", minPx);
      Ranges.ordered("the deviation", minPx, maxPx);
    }
  }

  /** Adds noise to each sample; its deviation is a share of white. */
  record GaussianNoise(double probability, double min, double max) implements Photometric {
    public GaussianNoise {
      Ranges.share("the probability", probability);
      Ranges.share("the least deviation", min);
      Ranges.ordered("the deviation", min, max);
      Ranges.share("the largest deviation", max);
    }
  }

  /** Encodes as JPEG of a quality from {@code min} to {@code max} (1 to 100), and decodes. */
  record JpegCompression(double probability, int min, int max) implements Photometric {
    public JpegCompression {
      Ranges.share("the probability", probability);
      Ranges.between("the least quality", min, 1, 100);
      Ranges.ordered("the quality", min, max);
      Ranges.between("the largest quality", max, 1, 100);
    }
  }

  /**
   * RandAugment (Cubuk and others 2020): {@code operations} of 14, drawn with repetition, all of
   * one strength. Magnitudes as torchvision's RandAugment of 31 bins; bilinear, black outside.
   *
   * @param magnitude 0 to 30; between whole numbers too
   */
  record RandAugment(int operations, double magnitude) implements Photometric {
    public RandAugment {
      Ranges.between("the number of operations", operations, 1, 14);
      Ranges.between("the magnitude", magnitude, 0, 30);
    }
  }

  /**
   * TrivialAugment (Mueller and Hutter 2021): one of 14 operations at one of 31 strengths.
   * Magnitudes as torchvision's TrivialAugmentWide, shifts of up to 32 px; bilinear, black outside.
   */
  record TrivialAugmentWide() implements Photometric {}

  /**
   * AugMix (Hendrycks and others 2020), without its loss: the picture mixed with {@code width}
   * copies of it, each changed by 1 to 3 operations. Magnitudes as torchvision's AugMix. Points
   * keep their place: the copies are moved little and the picture itself is in the mix.
   *
   * @param severity 1 to 10
   * @param alpha of the Dirichlet distributions of the shares
   */
  record AugMix(int severity, int width, double alpha) implements Photometric {
    public AugMix {
      Ranges.between("the severity", severity, 1, 10);
      Ranges.between("the number of copies", width, 1, 10);
      Ranges.positive("alpha", alpha);
    }
  }

  /**
   * Puts a box of zeros (the mean colour, after normalisation) over part of the finished picture;
   * torchvision's algorithm.
   */
  record Erasing(
      double probability, double minArea, double maxArea, double minRatio, double maxRatio)
      implements Augmentation {
    public Erasing {
      Ranges.share("the probability", probability);
      Ranges.share("the least area", minArea);
      Ranges.ordered("the area", minArea, maxArea);
      Ranges.share("the largest area", maxArea);
      Ranges.positive("the least ratio", minRatio);
      Ranges.ordered("the ratio of width to height", minRatio, maxRatio);
    }
  }

  /**
   * Mixes each picture of a batch, and its targets, with another's: a share drawn from Beta(alpha,
   * alpha) for the batch.
   */
  record Mixup(double alpha) implements Mixing {
    public Mixup {
      Ranges.positive("alpha", alpha);
    }
  }

  /**
   * CutMix (Yun and others 2019): a box of each picture of a batch is taken from another's, and its
   * targets are mixed by the box's true area. The box is one for the batch; its area is 1 less a
   * share drawn from Beta(alpha, alpha), before it is cut off at the edges.
   */
  record CutMix(double alpha) implements Mixing {
    public CutMix {
      Ranges.positive("alpha", alpha);
    }
  }

  /**
   * Puts four pictures together, each as large as it would be alone, about a point drawn anywhere
   * in the output; what reaches out of it is cut off (YOLOv4, Bochkovskiy and others 2020). All
   * four are then moved alike. For pictures with boxes.
   */
  record Mosaic(double probability) implements Augmentation {
    /** The picture itself and three others. */
    public static final int PICTURES = 4;

    public Mosaic {
      Ranges.share("the probability", probability);
    }
  }

  /**
   * Mixup for pictures with boxes (Zhang and others 2019): a picture of a batch is mixed with
   * another's, by a share drawn from Beta(alpha, alpha) for each, and has the boxes of both.
   */
  record MixupBoxes(double probability, double alpha) implements Augmentation {
    public MixupBoxes {
      Ranges.share("the probability", probability);
      Ranges.positive("alpha", alpha);
    }
  }
}
