package dev.fovea.graph;

/** What the pixels hold that {@link Op.Pad} adds. */
public enum PadMode {
  ZERO,
  REFLECT,
  REPLICATE
}
