package dev.fovea.project;

import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** A recipe's augmentation: its preset, with single values replaced. */
final class Augmenting {
  /** Pictures with boxes are mixed about half and half. */
  private static final double BOXES_ALPHA = 32;

  private final List<Augmentation> list;

  private Augmenting(Augment preset) {
    list = new ArrayList<>(preset.list());
  }

  static Augment of(AugmentRecipe r) {
    var all = new Augmenting(preset(r.preset()));
    all.set(Augmentation.HorizontalFlip.class, r.flip(), Augmentation.HorizontalFlip::new);
    all.set(Augmentation.VerticalFlip.class, r.flipVertical(), Augmentation.VerticalFlip::new);
    all.crop(r.crop());
    all.set(
        Augmentation.PadCrop.class,
        r.pad() == null ? null : (double) r.pad(),
        px -> new Augmentation.PadCrop((int) px));
    all.set(Augmentation.Rotation.class, r.rotate(), Augmentation.Rotation::new);
    all.set(Augmentation.Translation.class, r.translate(), x -> new Augmentation.Translation(x, x));
    all.set(Augmentation.Scale.class, r.scale(), x -> new Augmentation.Scale(1 - x, 1 + x));
    all.set(Augmentation.Shear.class, r.shear(), x -> new Augmentation.Shear(x, x));
    all.set(Augmentation.Mosaic.class, r.mosaic(), Augmentation.Mosaic::new);
    all.set(
        Augmentation.MixupBoxes.class,
        r.mixupBoxes(),
        p -> new Augmentation.MixupBoxes(p, BOXES_ALPHA));
    all.policy(r);
    all.hsv(r);
    all.set(
        Augmentation.ColorJitter.class,
        r.jitter(),
        j -> new Augmentation.ColorJitter(j, j, j, j / 6));
    all.set(Augmentation.Grayscale.class, r.grey(), Augmentation.Grayscale::new);
    all.set(
        Augmentation.GaussianBlur.class, r.blur(), p -> new Augmentation.GaussianBlur(p, 0.1, 2));
    all.set(
        Augmentation.GaussianNoise.class,
        r.noise(),
        p -> new Augmentation.GaussianNoise(p, 0.01, 0.1));
    all.set(
        Augmentation.JpegCompression.class,
        r.jpeg(),
        p -> new Augmentation.JpegCompression(p, 20, 95));
    all.set(
        Augmentation.Erasing.class,
        r.erase(),
        p -> new Augmentation.Erasing(p, 0.02, 0.2, 0.3, 3.3));
    all.set(Augmentation.Mixup.class, r.mixup(), Augmentation.Mixup::new);
    all.set(Augmentation.CutMix.class, r.cutmix(), Augmentation.CutMix::new);
    return new Augment(all.list);
  }

  /**
   * What a recipe says of the batches of a feed with boxes.
   *
   * @param stepPx sizes are multiples of it
   */
  static Feed batches(Feed feed, Recipe recipe, int stepPx) {
    AugmentRecipe r = recipe.augment();
    var sizes = r.sizes() == 0 ? Sizes.ONE : new Sizes(r.sizes(), stepPx);
    return feed.withMosaicUntil(r.mosaicUntil()).withSizes(sizes);
  }

  private static Augment preset(String name) {
    return switch (name) {
      case "none" -> Augment.none();
      case "small" -> Augment.small();
      case "boxes" -> Augment.boxes();
      default -> Augment.photos();
    };
  }

  private void crop(Double least) {
    if (least == null) return;
    list.removeIf(Augmentation.RandomResizedCrop.class::isInstance);
    if (least < 1) list.add(new Augmentation.RandomResizedCrop(least, 1, 3.0 / 4, 4.0 / 3));
  }

  /** Each of the three replaces its part of the preset's. */
  private void hsv(AugmentRecipe r) {
    var before =
        list.stream()
            .filter(Augmentation.HsvJitter.class::isInstance)
            .map(Augmentation.HsvJitter.class::cast)
            .findFirst()
            .orElse(new Augmentation.HsvJitter(0, 0, 0));
    list.remove(before);
    var hsv =
        new Augmentation.HsvJitter(
            r.hue() == null ? before.hue() : r.hue(),
            r.saturation() == null ? before.saturation() : r.saturation(),
            r.value() == null ? before.value() : r.value());
    if (hsv.hue() + hsv.saturation() + hsv.value() > 0) list.add(hsv);
  }

  private void policy(AugmentRecipe r) {
    switch (r.policy()) {
      case "randaugment" -> list.add(new Augmentation.RandAugment(2, r.magnitude()));
      case "trivialaugment" -> list.add(new Augmentation.TrivialAugmentWide());
      case "augmix" -> list.add(new Augmentation.AugMix(3, 3, 1));
      default -> {} // none
    }
  }

  /** Replaces the preset's change of this kind; 0 takes it away, nothing leaves it. */
  private void set(
      Class<? extends Augmentation> kind, Double value, DoubleFunction<Augmentation> of) {
    if (value == null) return;
    list.removeIf(kind::isInstance);
    if (value > 0) list.add(of.apply(value));
  }
}
