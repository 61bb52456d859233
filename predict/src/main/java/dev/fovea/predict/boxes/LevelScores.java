package dev.fovea.predict.boxes;

import dev.fovea.predict.model.DetectPostprocess;

/**
 * The scores of a level: the sigmoid of a class, or the root of class times centerness.
 *
 * @param scores logits [n, boxes a cell * classes, h, w]
 * @param centerness logits [n, 1, h, w]; null where there is none
 */
record LevelScores(OutputMap scores, OutputMap centerness, int classes) {
  /**
   * The best of those that are told.
   *
   * @param how says which
   * @return scores by place * classes + class, places as of {@link CellBoxes#write}
   */
  Best best(int picture, DetectPostprocess how, int most) {
    var best = new Best(Math.min(most, scores.channels() * scores.cells()));
    int each = scores.channels() / classes;
    float least =
        centerness == null ? logit(how.minScore()) : logit(how.minScore() * how.minScore());
    for (int channel = 0; channel < scores.channels(); channel++) {
      int first = scores.at(picture, channel);
      for (int cell = 0; cell < scores.cells(); cell++) {
        float logit = scores.number(first + cell);
        if (!(logit > least)) continue;
        float score = score(picture, cell, logit);
        if (how.tells(score))
          best.add(score, (cell * each + channel / classes) * classes + channel % classes);
      }
    }
    return best;
  }

  private float score(int picture, int cell, float logit) {
    float own = sigmoid(logit);
    return centerness == null
        ? own
        : (float) Math.sqrt(own * sigmoid(centerness.number(centerness.at(picture, 0) + cell)));
  }

  private static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  /** A little below the logit of a probability: it sorts out quickly, the score itself decides. */
  private static float logit(double p) {
    return (float) (Math.log(p / Math.max(1 - p, 1e-7)) - 1e-3);
  }
}
