package dev.fovea.zoo;

import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;

/** The end of every classifier. */
final class Head {
  private Head() {}

  /** Dropout where there is any, the last linear layer, and the output {@code logits}. */
  static Network logits(Wire features, String name, Options options, double ownDropout) {
    double rate = options.dropout().orElse(ownDropout);
    Wire x = rate > 0 ? features.dropout(rate) : features;
    return x.linear(name, options.classes()).network("logits");
  }
}
