package dev.fovea.project;

/**
 * What may happen to training pictures. A preset decides what the other values leave open
 * (nothing).
 *
 * @param preset {@code auto}, {@code none}, {@code small} (28 to 64 px), {@code photos} or {@code
 *     boxes} (pictures with boxes)
 * @param flip probability of mirroring left and right
 * @param flipVertical probability of mirroring top and bottom
 * @param crop least area of a random resized crop, 0 to 1; 1 for no crop
 * @param pad pixels of padding of a random crop of the same size
 * @param rotate largest angle, in degrees
 * @param translate largest shift, as a share of width and height
 * @param scale largest change of size, e.g. 0.2 for 0.8 to 1.2
 * @param shear largest angle, in degrees
 * @param mosaic probability that four pictures are put together; for boxes
 * @param mosaicUntil share of the run before which there are mosaics and mixed boxes; the last
 *     epochs show each picture for itself
 * @param mixupBoxes probability that a picture is mixed with another and has the boxes of both; for
 *     boxes
 * @param sizes how far the size of a batch's pictures may differ, e.g. 0.5 for half to one and a
 *     half; for boxes
 * @param hue largest turn of the hue, as a share of the colour circle
 * @param saturation largest change of the saturation (HSV), e.g. 0.7 for 0.3 to 1.7 times
 * @param value largest change of the value (HSV)
 * @param jitter of brightness, contrast and saturation, e.g. 0.3
 * @param grey probability of losing the colours
 * @param blur probability of a Gaussian blur, of 0.1 to 2 px
 * @param noise probability of Gaussian noise, of 0.01 to 0.1 of white
 * @param jpeg probability of JPEG damage, of a quality from 20 to 95
 * @param policy {@code none}, {@code randaugment}, {@code trivialaugment} or {@code augmix}
 * @param magnitude of randaugment's two changes, 0 to 30; the other policies have their own
 * @param erase probability of a hole
 * @param mixup alpha of its Beta distribution; 0 for none
 * @param cutmix alpha of its Beta distribution; 0 for none; with mixup, each batch gets one of both
 */
public record AugmentRecipe(
    String preset,
    Double flip,
    Double flipVertical,
    Double crop,
    Integer pad,
    Double rotate,
    Double translate,
    Double scale,
    Double shear,
    Double mosaic,
    double mosaicUntil,
    Double mixupBoxes,
    double sizes,
    Double hue,
    Double saturation,
    Double value,
    Double jitter,
    Double grey,
    Double blur,
    Double noise,
    Double jpeg,
    String policy,
    double magnitude,
    Double erase,
    Double mixup,
    Double cutmix) {
  public AugmentRecipe {
    Needs.oneOf("augment.preset", preset, "auto", "none", "small", "photos", "boxes");
    share("flip", flip);
    share("flip_vertical", flipVertical);
    if (crop != null) Needs.between("augment.crop", crop, 0.01, 1);
    if (pad != null) Needs.between("augment.pad", pad, 0, 1024);
    if (rotate != null) Needs.between("augment.rotate", rotate, 0, 180);
    share("translate", translate);
    if (scale != null) Needs.between("augment.scale", scale, 0, 0.9);
    if (shear != null) Needs.between("augment.shear", shear, 0, 60);
    share("mosaic", mosaic);
    share("mosaic_until", mosaicUntil);
    share("mixup_boxes", mixupBoxes);
    Needs.between("augment.sizes", sizes, 0, 0.9);
    if (hue != null) Needs.between("augment.hue", hue, 0, 0.5);
    share("saturation", saturation);
    share("value", value);
    share("jitter", jitter);
    share("grey", grey);
    share("blur", blur);
    share("noise", noise);
    share("jpeg", jpeg);
    Needs.oneOf("augment.policy", policy, "none", "randaugment", "trivialaugment", "augmix");
    Needs.between("augment.magnitude", magnitude, 0, 30);
    share("erase", erase);
    if (mixup != null) Needs.between("augment.mixup", mixup, 0, 10);
    if (cutmix != null) Needs.between("augment.cutmix", cutmix, 0, 10);
  }

  /** Refuses what has no meaning for a task. */
  void check(String task) {
    if (task.equals("detect")) {
      forTask("mixup", mixup, "classify; for boxes there is augment.mixup_boxes");
      forTask("cutmix", cutmix, "classify");
      return;
    }
    if (preset.equals("boxes")) throw new RecipeException("augment.preset boxes is for detect");
    forTask("mosaic", mosaic, "detect");
    forTask("mixup_boxes", mixupBoxes, "detect; for classes there is augment.mixup");
    forTask("sizes", sizes, "detect");
  }

  private static void forTask(String key, Double value, String task) {
    if (value != null && value > 0) throw new RecipeException("augment." + key + " is for " + task);
  }

  private static void share(String key, Double value) {
    if (value != null) Needs.between("augment." + key, value, 0, 1);
  }
}
