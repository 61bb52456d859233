package dev.fovea.project.report;

/** What a score of metrics.json is called on the page, and what it means. */
public record ScoreName(String label, String meaning) {

  /** Of a score that several tasks have, or a classifier alone. */
  public static ScoreName of(String name) {
    return switch (name) {
      case "top1" -> new ScoreName("Top-1 accuracy", "images whose first answer is right");
      case "top5" -> new ScoreName("Top-5 accuracy", "images with the truth among five answers");
      case "balanced_accuracy" ->
          new ScoreName("Balanced accuracy", "mean recall: every class counts the same");
      case "recall_rare" ->
          new ScoreName("Recall of the rarest class", "of its images, how many were found");
      case "threshold" -> new ScoreName("Threshold", "the probability its answer starts at");
      case "precision_macro" ->
          new ScoreName("Precision", "answers that are right, mean of classes");
      case "recall_macro" -> new ScoreName("Recall", "truth that is found, mean of classes");
      case "f1_macro" -> new ScoreName("F1", "precision and recall in one, mean of classes");
      case "auroc" -> new ScoreName("AUROC", "how often a class's image outranks another");
      case "map" -> new ScoreName("mAP", "average precision, mean of classes");
      case "exact_match" -> new ScoreName("Exact match", "images with all labels right");
      case "loss" -> new ScoreName("Loss", "cross-entropy on validation, less is better");
      default -> new ScoreName(name, "");
    };
  }
}
