package dev.fovea.torch;

/** In which numbers a network's convolutions and products of matrices are worked out. */
public enum Precision {
  FLOAT32,
  /** Rounded to 8 bits before they are multiplied; sums, weights and gradients stay float32. */
  BF16
}
