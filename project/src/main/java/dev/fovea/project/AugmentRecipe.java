package dev.fovea.project;

/**
 * What may happen to training pictures. A preset decides what the other values leave open
 * (nothing).
 *
 * @param preset {@code auto}, {@code none}, {@code small} (28 to 64 px) or {@code photos}
 * @param flip probability of mirroring left and right
 * @param flipVertical probability of mirroring top and bottom
 * @param crop least area of a random resized crop, 0 to 1; 1 for no crop
 * @param pad pixels of padding of a random crop of the same size
 * @param rotate largest angle, in degrees
 * @param translate largest shift, as a share of width and height
 * @param scale largest change of size, e.g. 0.2 for 0.8 to 1.2
 * @param shear largest angle, in degrees
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

  private static void share(String key, Double value) {
    if (value != null) Needs.between("augment." + key, value, 0, 1);
  }
}
