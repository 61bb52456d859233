package dev.fovea.graph;

/** How {@link Op.Resize} and {@link Op.ResizeTo} fill pixels. */
public enum Interpolation {
  NEAREST,
  BILINEAR,
  BICUBIC
}
