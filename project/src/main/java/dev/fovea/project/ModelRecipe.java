package dev.fovea.project;

import java.util.List;

/**
 * The network and what it sees.
 *
 * @param name of the zoo, or {@code auto}
 * @param weights to start from: {@code none}
 * @param size height and width of the network's input, in pixels; 0 leaves it open
 * @param fit {@code crop}: the middle of a photograph, as ImageNet's; {@code stretch}: all of it,
 *     its ratio not kept; {@code auto} leaves it open
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
    int size,
    String fit,
    int channels,
    String stem,
    Double dropout,
    Double stochasticDepth,
    List<Double> mean,
    List<Double> deviation) {
  public ModelRecipe {
    Needs.there("model.name", name);
    Needs.oneOf("model.weights", weights, "none");
    Needs.between("model.size", size, 0, 4096);
    Needs.oneOf("model.fit", fit, "auto", "crop", "stretch");
    if (channels != 0 && channels != 1 && channels != 3)
      throw new RecipeException("model.channels must be 1 (grey) or 3 (colour), got " + channels);
    Needs.oneOf("model.stem", stem, "auto", "published", "small");
    if (dropout != null) Needs.between("model.dropout", dropout, 0, 0.99);
    if (stochasticDepth != null) Needs.between("model.stochastic_depth", stochasticDepth, 0, 0.99);
  }
}
