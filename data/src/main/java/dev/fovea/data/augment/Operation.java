package dev.fovea.data.augment;

import dev.fovea.image.Affine;
import java.util.List;

/** What RandAugment, TrivialAugment and AugMix choose from, as torchvision defines it. */
enum Operation {
  IDENTITY(false),
  SHEAR_X(true),
  SHEAR_Y(true),
  TRANSLATE_X(true),
  TRANSLATE_Y(true),
  ROTATE(true),
  BRIGHTNESS(true),
  COLOR(true),
  CONTRAST(true),
  SHARPNESS(true),
  POSTERIZE(false),
  SOLARIZE(false),
  AUTO_CONTRAST(false),
  EQUALIZE(false);

  /** Whether it goes either way. */
  final boolean signed;

  Operation(boolean signed) {
    this.signed = signed;
  }

  /** The change of this magnitude for a picture of {@code width} x {@code height} px, or none. */
  List<Change> change(double magnitude, int width, int height) {
    return switch (this) {
      case IDENTITY -> List.of();
      case SHEAR_X -> move(new Affine(1, -magnitude, 0, 0, 1, 0));
      case SHEAR_Y -> move(new Affine(1, 0, 0, -magnitude, 1, 0));
      case TRANSLATE_X -> move(Affine.translation((int) magnitude, 0));
      case TRANSLATE_Y -> move(Affine.translation(0, (int) magnitude));
      case ROTATE -> move(Affine.rotation(-magnitude).about(width / 2.0, height / 2.0));
      case BRIGHTNESS -> List.of(new Change.Brightness(1 + magnitude));
      case COLOR -> List.of(new Change.Saturation(1 + magnitude));
      case CONTRAST -> List.of(new Change.Contrast(1 + magnitude));
      case SHARPNESS -> List.of(new Change.Sharpness(1 + magnitude));
      case POSTERIZE -> List.of(new Change.Posterize((int) magnitude));
      case SOLARIZE -> List.of(new Change.Solarize(magnitude));
      case AUTO_CONTRAST -> List.of(new Change.AutoContrast());
      case EQUALIZE -> List.of(new Change.Equalize());
    };
  }

  private static List<Change> move(Affine map) {
    return List.of(new Change.Move(map));
  }
}
