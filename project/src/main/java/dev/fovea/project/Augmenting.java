package dev.fovea.project;

import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation;
import java.util.ArrayList;
import java.util.List;

/** A recipe's augmentation: its preset, with single values replaced. */
final class Augmenting {
  private Augmenting() {}

  static Augment of(AugmentRecipe r) {
    List<Augmentation> list = new ArrayList<>(preset(r.preset()).list());
    if (r.flip() != null)
      replace(
          list,
          Augmentation.HorizontalFlip.class,
          r.flip() > 0,
          new Augmentation.HorizontalFlip(r.flip()));
    if (r.flipVertical() != null)
      replace(
          list,
          Augmentation.VerticalFlip.class,
          r.flipVertical() > 0,
          new Augmentation.VerticalFlip(r.flipVertical()));
    if (r.crop() != null)
      replace(
          list,
          Augmentation.RandomResizedCrop.class,
          r.crop() < 1,
          new Augmentation.RandomResizedCrop(r.crop(), 1, 3.0 / 4, 4.0 / 3));
    if (r.pad() != null)
      replace(list, Augmentation.PadCrop.class, r.pad() > 0, new Augmentation.PadCrop(r.pad()));
    if (r.rotate() != null)
      replace(
          list, Augmentation.Rotation.class, r.rotate() > 0, new Augmentation.Rotation(r.rotate()));
    if (r.translate() != null)
      replace(
          list,
          Augmentation.Translation.class,
          r.translate() > 0,
          new Augmentation.Translation(r.translate(), r.translate()));
    if (r.scale() != null)
      replace(
          list,
          Augmentation.Scale.class,
          r.scale() > 0,
          new Augmentation.Scale(1 - r.scale(), 1 + r.scale()));
    if (r.shear() != null)
      replace(
          list,
          Augmentation.Shear.class,
          r.shear() > 0,
          new Augmentation.Shear(r.shear(), r.shear()));
    if (r.jitter() != null) {
      double j = r.jitter();
      replace(
          list,
          Augmentation.ColorJitter.class,
          j > 0,
          new Augmentation.ColorJitter(j, j, j, j / 6));
    }
    if (r.erase() != null)
      replace(
          list,
          Augmentation.Erasing.class,
          r.erase() > 0,
          new Augmentation.Erasing(r.erase(), 0.02, 0.2, 0.3, 3.3));
    if (r.mixup() != null) {
      list.removeIf(Augmentation.Mixup.class::isInstance);
      if (r.mixup() > 0) list.add(new Augmentation.Mixup(r.mixup()));
    }
    return new Augment(list);
  }

  private static Augment preset(String name) {
    return switch (name) {
      case "none" -> Augment.none();
      case "small" -> Augment.small();
      default -> Augment.photos();
    };
  }

  private static void replace(
      List<Augmentation> list,
      Class<? extends Augmentation> kind,
      boolean wanted,
      Augmentation with) {
    list.removeIf(kind::isInstance);
    if (wanted) list.add(with);
  }
}
