package dev.fovea.project;

/** How often a run moves its weights. */
final class Updates {
  private Updates() {}

  /** Refuses a recipe whose run would end before enough batches are summed for one update. */
  static void check(TrainRecipe train, int pictures) {
    if (train.time() != null) return; // it ends by the clock
    long batches = (long) train.epochs() * Math.max(1, pictures / train.batch());
    if (train.accumulate() > batches)
      throw new RecipeException(
          "train.accumulate sums %d batches into an update, but the run has %s, so nothing would be learned; say %d or less, more train.epochs or a smaller train.batch"
              .formatted(
                  train.accumulate(), batches == 1 ? "one batch" : batches + " batches", batches));
  }
}
