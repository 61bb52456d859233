package dev.fovea.zoo.detect;

import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;

/** Convolution, batch norm, ReLU: the stuff that our own detectors are made of. */
final class Unit {
  private Unit() {}

  /** Nodes name.conv, name.norm and name.relu. */
  static Wire draw(Wire x, String name, int out, int kernel, int stride) {
    return x.within(name, in -> plain(in, out, kernel, stride).relu());
  }

  /** Without the ReLU, for a branch that is summed first. */
  static Wire linear(Wire x, String name, int out, int kernel) {
    return x.within(name, in -> plain(in, out, kernel, 1));
  }

  private static Wire plain(Wire x, int out, int kernel, int stride) {
    return x.conv("conv", out, kernel, stride).then("norm", new Op.BatchNorm(out, 1e-3, 0.03));
  }
}
