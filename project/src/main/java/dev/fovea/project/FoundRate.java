package dev.fovea.project;

import dev.fovea.train.RateCurve;
import java.nio.file.Path;

/**
 * What a search for a learning rate found.
 *
 * @param folder that holds its files
 * @param curve the loss over the rates
 * @param rate the suggestion, where the loss falls fastest; NaN where it falls nowhere
 * @param before the rate that the recipe has, its own or the one that is usual
 */
public record FoundRate(Path folder, RateCurve curve, double rate, double before) {

  /** One line an update: {@code rate,loss,smoothed}. */
  public Path csv() {
    return folder.resolve("rate.csv");
  }

  /** The same as a plot. */
  public Path plot() {
    return folder.resolve("rate.png");
  }
}
