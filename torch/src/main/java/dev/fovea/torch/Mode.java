package dev.fovea.torch;

/** Which of its two behaviours an op shows: batch norm, dropout and stochastic depth have two. */
public enum Mode {
  TRAIN,
  EVAL
}
