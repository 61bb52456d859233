package dev.fovea.graph;

/** The type of a tensor's numbers. */
public enum Dtype {
  FLOAT32,
  INT64
}
