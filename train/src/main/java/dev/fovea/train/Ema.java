package dev.fovea.train;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The moving average of weights, Polyak and Juditsky 1992: the network that is validated and kept.
 * The decay after update t, from 1, is (1 + t) / (10 + t) until that passes its end value, so that
 * the first weights are soon forgotten.
 */
final class Ema implements AutoCloseable {
  private final double decay;
  private final Weights weights;
  private final List<Flat> averages = new ArrayList<>();

  Ema(Weights live, List<Flat> flats, double decay) {
    this.decay = decay;
    this.weights = live.copy();
    for (Flat flat : flats) {
      Flat average = flat.zeros();
      try (var _ = Gradients.off();
          var _ = new Scope()) {
        average.values().copy_(flat.values());
        average.putInto(weights);
      }
      averages.add(average);
    }
  }

  Weights weights() {
    return weights;
  }

  List<Tensor> values() {
    return averages.stream().map(Flat::values).toList();
  }

  /** Follows the live numbers by one update. */
  void follow(List<Flat> live, long update) {
    double now = Math.min(decay, (1.0 + update) / (10.0 + update));
    for (int i = 0; i < live.size(); i++)
      averages.get(i).values().lerp_(live.get(i).values(), new Scalar(1 - now));
  }

  @Override
  public void close() {
    weights.close();
    averages.forEach(Flat::close);
  }
}
