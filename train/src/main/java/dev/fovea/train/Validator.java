package dev.fovea.train;

import dev.fovea.torch.Weights;

/** Scores weights, and keeps them as files: what a task gives the loop. */
public interface Validator {
  Validation validate(Weights weights);

  /**
   * Writes last.safetensors and, where these are the best weights so far, best.safetensors.
   *
   * @param epoch from 1
   */
  void keep(Weights weights, Validation validation, int epoch, boolean best);
}
