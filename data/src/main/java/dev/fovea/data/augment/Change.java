package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.image.Affine;
import dev.fovea.image.Colour;
import dev.fovea.image.Damage;
import dev.fovea.image.Filter;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Tone;

/** One change that was drawn for one picture, which keeps its size. */
public sealed interface Change {
  /** Pixels move within the picture, in pixels; black where nothing comes from. */
  record Move(Affine map) implements Change {}

  /** 0 is black, 1 as it is. */
  record Brightness(double factor) implements Change {}

  /** 0 is grey, 1 as it is. */
  record Contrast(double factor) implements Change {}

  /** 0 is without colours, 1 as it is. */
  record Saturation(double factor) implements Change {}

  /** The turn of the colour circle, -0.5 to 0.5. */
  record Hue(double turn) implements Change {}

  /** The turn of the colour circle, -0.5 to 0.5; factors of saturation and value, 1 as they are. */
  record Hsv(double turn, double saturation, double value) implements Change {}

  /** 0 is smooth, 1 as it is. */
  record Sharpness(double factor) implements Change {}

  /** How many bits of 8 are kept. */
  record Posterize(int bits) implements Change {}

  /** Levels from this share of white on are inverted. */
  record Solarize(double threshold) implements Change {}

  /** Levels are stretched from black to white. */
  record AutoContrast() implements Change {}

  /** Levels become equally frequent. */
  record Equalize() implements Change {}

  /** Its deviation in pixels. */
  record Blur(double sigmaPx) implements Change {}

  /** Its deviation as a share of white, and what its numbers follow from. */
  record Noise(double sigma, long seed) implements Change {}

  /** JPEG of this quality, 1 to 100. */
  record Jpeg(int quality) implements Change {}

  /** A mix of the picture and changed copies of it. */
  record Mixed(Mixture mixture) implements Change {}

  /** The picture after this change. */
  default Image of(Image picture) {
    return switch (this) {
      case Move(var map) -> View.of(picture, map).of(picture, Kernel.BILINEAR);
      case Brightness(double factor) -> Colour.brightness(picture, factor);
      case Contrast(double factor) -> Colour.contrast(picture, factor);
      case Saturation(double factor) -> Colour.saturation(picture, factor);
      case Hue(double turn) -> Colour.hue(picture, turn);
      case Hsv(double turn, double saturation, double value) ->
          Colour.hsv(picture, turn, saturation, value);
      case Sharpness(double factor) -> Filter.sharpness(picture, factor);
      case Posterize(int bits) -> Tone.posterize(picture, bits);
      case Solarize(double threshold) -> Tone.solarize(picture, threshold);
      case AutoContrast() -> Tone.autocontrast(picture);
      case Equalize() -> Tone.equalize(picture);
      case Blur(double sigmaPx) -> Filter.gaussianBlur(picture, sigmaPx);
      case Noise(double sigma, long seed) -> Damage.gaussianNoise(picture, sigma, Dice.of(seed));
      case Jpeg(int quality) -> Damage.jpeg(picture, quality);
      case Mixed(var mixture) -> mixture.of(picture);
    };
  }
}
