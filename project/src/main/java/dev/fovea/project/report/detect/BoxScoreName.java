package dev.fovea.project.report.detect;

import dev.fovea.project.report.ScoreName;

/** What the scores of a detector are called on the page, and what they mean. */
final class BoxScoreName {
  private BoxScoreName() {}

  static ScoreName of(String name) {
    return switch (name) {
      case "map" -> new ScoreName("mAP 50–95", "average precision, mean of overlaps 0.5 to 0.95");
      case "map50" -> new ScoreName("mAP 50", "average precision where half an overlap counts");
      case "map75" -> new ScoreName("mAP 75", "average precision of boxes that fit closely");
      case "map_small" -> new ScoreName("mAP small", "things of up to 32 × 32 px");
      case "map_medium" -> new ScoreName("mAP medium", "things between small and large");
      case "map_large" -> new ScoreName("mAP large", "things from 96 × 96 px on");
      case "mar1" -> new ScoreName("Recall of 1", "found by one answer a picture and class");
      case "mar10" -> new ScoreName("Recall of 10", "found by ten answers a picture and class");
      case "mar100" -> new ScoreName("Recall of 100", "found by a hundred answers a picture");
      case "mar_small" -> new ScoreName("Recall small", "of a hundred answers, small things");
      case "mar_medium" -> new ScoreName("Recall medium", "of a hundred answers, medium things");
      case "mar_large" -> new ScoreName("Recall large", "of a hundred answers, large things");
      case "precision" -> new ScoreName("Precision", "answers that are right, at the best F1");
      case "recall" -> new ScoreName("Recall", "things that are found, at the best F1");
      case "f1" -> new ScoreName("F1", "precision and recall in one, mean of classes");
      case "confidence" -> new ScoreName("Confidence", "answers from here on make the best F1");
      case "loss" -> new ScoreName("Loss", "on validation, less is better");
      default -> ScoreName.of(name);
    };
  }
}
