package dev.fovea.graph;

/** The dimension that {@link Op.Concat} and {@link Op.Slice} work on. */
public enum Axis {
  CHANNELS,
  TOKENS
}
