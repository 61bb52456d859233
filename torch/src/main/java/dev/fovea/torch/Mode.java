package dev.fovea.torch;

/** Which of its behaviours an op shows: batch norm, dropout and stochastic depth have two. */
public enum Mode {
  TRAIN,
  /** As TRAIN, for a batch that was seen before: running statistics stay as they are. */
  AGAIN,
  EVAL
}
