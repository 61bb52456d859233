package dev.fovea.project;

import dev.fovea.image.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The network and what it sees.
 *
 * @param name of the zoo, or {@code auto}
 * @param weights to start from: {@code auto} leaves it open; {@code none}, a name of the catalogue,
 *     a url, {@code hf:owner/repo/file} or a path
 * @param weightsSha256 of the file of weights, by which a changed one is noticed; nothing leaves it
 *     open
 * @param size height and width of the network's input, in pixels; 0 leaves it open
 * @param width of the network's input, in pixels, where it is not square; 0: as {@code size}, or as
 *     the pictures are, where the network asks for that
 * @param resize pixels that the shorter side of a picture is brought to before {@code size} are
 *     cropped; 0 leaves it open
 * @param kernel {@code bilinear}, {@code bicubic} or another that resizes; {@code auto} leaves it
 *     open
 * @param fit {@code crop}: the middle of a photograph, as ImageNet's; {@code stretch}: all of it,
 *     its ratio not kept; {@code letterbox}: all of it, its ratio kept, grey around; {@code auto}
 *     leaves it open
 * @param shrink decodes JPEG files at a half, a quarter or an eighth of their size where so many
 *     times the pixels that are wanted stay each way, 1 to 16; 0 decodes all of them whole
 * @param channels 1 grey, 3 colour; 0 leaves it open
 * @param stem {@code auto}, {@code published} or {@code small} (3x3, no pooling)
 * @param dropout before the last layer; nothing for the family's own
 * @param stochasticDepth of the last residual branch; nothing for the family's own
 * @param mean of each channel, 0 to 1; nothing leaves it open
 * @param deviation of each channel, 0 to 1; nothing leaves it open
 */
public record ModelRecipe(
    String name,
    String weights,
    String weightsSha256,
    int size,
    int width,
    int resize,
    String kernel,
    String fit,
    double shrink,
    int channels,
    String stem,
    Double dropout,
    Double stochasticDepth,
    List<Double> mean,
    List<Double> deviation) {
  private static final String[] KERNELS =
      Arrays.stream(Kernel.values())
          .map(kernel -> kernel.name().toLowerCase(Locale.ROOT))
          .toArray(String[]::new);

  public ModelRecipe {
    Needs.there("model.name", name);
    Needs.there("model.weights", weights);
    Needs.between("model.size", size, 0, 4096);
    Needs.between("model.width", width, 0, 4096);
    Needs.between("model.resize", resize, 0, 8192);
    if (width > 0 && width != size && fit.equals("crop"))
      throw new RecipeException(
          "model.width is for whole pictures that are not square, so model.fit must be stretch or"
              + " letterbox; got crop");
    if (resize > 0 && resize < size)
      throw new RecipeException(
          "model.resize must be model.size or more, for the middle is cut out of it; got "
              + resize
              + " for a size of "
              + size);
    Needs.there("model.kernel", kernel);
    if (!kernel.equals("auto")) Needs.oneOf("model.kernel", kernel, KERNELS);
    Needs.oneOf("model.fit", fit, "auto", "crop", "stretch", "letterbox");
    if (shrink != 0) Needs.between("model.shrink", shrink, 1, 16);
    if (channels != 0 && channels != 1 && channels != 3)
      throw new RecipeException("model.channels must be 1 (grey) or 3 (colour), got " + channels);
    Needs.oneOf("model.stem", stem, "auto", "published", "small");
    if (mean != null) for (double number : mean) Needs.between("model.mean", number, -1e6, 1e6);
    if (deviation != null)
      for (double number : deviation) Needs.between("model.deviation", number, 1e-6, 1e6);
    if (dropout != null) Needs.between("model.dropout", dropout, 0, 0.99);
    if (stochasticDepth != null) Needs.between("model.stochastic_depth", stochasticDepth, 0, 0.99);
  }

  /** Refuses a mean or deviation that is not one number a channel; all three are there. */
  void checkNumbers() {
    one("model.mean", mean);
    one("model.deviation", deviation);
  }

  private void one(String key, List<Double> numbers) {
    if (numbers.size() != channels)
      throw new RecipeException(
          "%s is one number a channel, so %d here, got %s".formatted(key, channels, numbers));
  }

  /** Width of the network's input in pixels. */
  int widthPx() {
    return width > 0 ? width : size;
  }

  /** Whether there are weights to start from. */
  boolean pretrained() {
    return !weights.equals("none") && !weights.equals("auto");
  }
}
