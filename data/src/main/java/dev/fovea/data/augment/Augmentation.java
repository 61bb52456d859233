package dev.fovea.data.augment;

/**
 * One random change of a training picture, as data: what may happen, not what did.
 *
 * <p>Geometric changes move pixels, and with them boxes, points and masks. Colour changes touch
 * values only. {@link Erasing} works on the finished numbers of one picture, {@link Mixup} on a
 * whole batch.
 */
public sealed interface Augmentation {

  /**
   * Cuts out a box of random area and proportion and resizes it to the size of the network's input;
   * torchvision's algorithm.
   */
  record RandomResizedCrop(double minArea, double maxArea, double minRatio, double maxRatio)
      implements Augmentation {
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
  record PadCrop(int paddingPx) implements Augmentation {
    public PadCrop {
      if (paddingPx < 0)
        throw new IllegalArgumentException("the padding is negative: " + paddingPx);
    }
  }

  /** Mirrors left and right. */
  record HorizontalFlip(double probability) implements Augmentation {
    public HorizontalFlip {
      Ranges.share("the probability", probability);
    }
  }

  /** Mirrors top and bottom. */
  record VerticalFlip(double probability) implements Augmentation {
    public VerticalFlip {
      Ranges.share("the probability", probability);
    }
  }

  /** Turns about the centre by an angle between {@code -degrees} and {@code degrees}. */
  record Rotation(double degrees) implements Augmentation {
    public Rotation {
      Ranges.between("the angle in degrees", degrees, 0, 180);
    }
  }

  /** Moves by at most {@code x} of the width and {@code y} of the height, either way. */
  record Translation(double x, double y) implements Augmentation {
    public Translation {
      Ranges.share("the way along the width", x);
      Ranges.share("the way along the height", y);
    }
  }

  /** Enlarges (above 1) or shrinks (below 1) about the centre. */
  record Scale(double min, double max) implements Augmentation {
    public Scale {
      Ranges.positive("the least factor", min);
      Ranges.ordered("the factor", min, max);
    }
  }

  /** Slants the picture by at most these angles, either way, about the centre. */
  record Shear(double xDegrees, double yDegrees) implements Augmentation {
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
      implements Augmentation {
    public ColorJitter {
      Ranges.positiveOrZero("brightness", brightness);
      Ranges.positiveOrZero("contrast", contrast);
      Ranges.positiveOrZero("saturation", saturation);
      Ranges.between("hue", hue, 0, 0.5);
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
  record Mixup(double alpha) implements Augmentation {
    public Mixup {
      Ranges.positive("alpha", alpha);
    }
  }
}
