package dev.fovea.zoo.detect;

import dev.fovea.graph.Wire;
import java.util.ArrayList;

/**
 * A stage of which one half of the channels goes past and the other through residual blocks, whose
 * values all reach the end: Wang et al. 2019, <a
 * href="https://arxiv.org/abs/1911.11929">arXiv:1911.11929</a>, and 2022, <a
 * href="https://arxiv.org/abs/2211.04800">arXiv:2211.04800</a>.
 */
final class Csp {
  private Csp() {}

  static Wire draw(Wire x, int out, int blocks) {
    int half = out / 2;
    Wire past = Unit.draw(x, "past", half, 1, 1);
    Wire y = Unit.draw(x, "through", half, 1, 1);
    var values = new ArrayList<Wire>();
    for (int i = 0; i < blocks; i++) {
      y = y.within("block." + i, Csp::block);
      values.add(y);
    }
    return Unit.draw(past.concat(values.toArray(Wire[]::new)), "out", out, 1, 1);
  }

  /** As in ResNet: the sum before the ReLU, which engines compute within the convolution. */
  private static Wire block(Wire x) {
    Wire y = Unit.draw(x, "0", x.channels(), 3, 1);
    return Unit.linear(y, "1", x.channels(), 3).plus(x).relu();
  }

  /**
   * A wide look around by three pools of 5x5 px one after another: He et al. 2014, <a
   * href="https://arxiv.org/abs/1406.4729">arXiv:1406.4729</a>.
   */
  static Wire pool(Wire x, int out) {
    Wire a = Unit.draw(x, "in", out / 2, 1, 1);
    Wire b = a.maxPool(5, 1, 2);
    Wire c = b.maxPool(5, 1, 2);
    Wire d = c.maxPool(5, 1, 2);
    return Unit.draw(a.concat(b, c, d), "out", out, 1, 1);
  }
}
