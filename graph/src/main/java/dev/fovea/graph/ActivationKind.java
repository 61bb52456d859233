package dev.fovea.graph;

/** {@code nn.ReLU}, {@code nn.ReLU6} ... ; GELU is the exact one, GELU_TANH its approximation. */
public enum ActivationKind {
  RELU,
  RELU6,
  SIGMOID,
  HARDSIGMOID,
  SILU,
  HARDSWISH,
  TANH,
  GELU,
  GELU_TANH
}
