package dev.fovea.train;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that share a decay: their numbers, gradients and the optimiser's memory, each flat.
 */
final class Group implements AutoCloseable {
  private final Flat values;
  private final Flat gradients;
  private final Optimiser optimiser;
  private final double decay;
  private final SequencedMap<String, Tensor> memory = new LinkedHashMap<>();

  Group(Weights weights, List<String> names, Optimiser optimiser, double decay) {
    this.values = new Flat(weights, names);
    this.gradients = values.zeros();
    this.optimiser = optimiser;
    this.decay = decay;
    try (var _ = new Scope()) {
      values.gradientsInto(weights, gradients);
      List<String> kept =
          switch (optimiser) {
            case Optimiser.Sgd s -> s.momentum() == 0 ? List.of() : List.of("momentum");
            case Optimiser.AdamW _ -> List.of("mean", "square");
          };
      for (String name : kept) memory.put(name, Scope.keep(zeros_like(values.values())));
    }
  }

  Tensor values() {
    return values.values();
  }

  Tensor gradients() {
    return gradients.values();
  }

  /** What the optimiser remembers, by name; each [total]. */
  SequencedMap<String, Tensor> memory() {
    return memory;
  }

  Flat flat() {
    return values;
  }

  String strayed(Weights weights) {
    try (var _ = new Scope()) {
      return values.strayed(weights, gradients);
    }
  }

  /**
   * Moves the values once and zeroes the gradients.
   *
   * @param factor of the learning rate
   * @param update how many updates there were, this one included; from 1
   */
  void update(double factor, long update) {
    Tensor p = values();
    Tensor g = gradients();
    double rate = optimiser.rate() * factor;
    switch (optimiser) {
      case Optimiser.Sgd s -> {
        if (decay != 0) g.add_(p, new Scalar(decay));
        if (s.momentum() != 0) {
          Tensor momentum = memory.get("momentum").mul_(new Scalar(s.momentum())).add_(g);
          g = s.nesterov() ? g.add_(momentum, new Scalar(s.momentum())) : momentum;
        }
        p.add_(g, new Scalar(-rate));
      }
      case Optimiser.AdamW a -> {
        if (decay != 0) p.mul_(new Scalar(1 - rate * decay));
        Tensor mean = memory.get("mean").lerp_(g, new Scalar(1 - a.beta1()));
        Tensor square =
            memory
                .get("square")
                .mul_(new Scalar(a.beta2()))
                .addcmul_(g, g, new Scalar(1 - a.beta2()));
        double correction1 = 1 - Math.pow(a.beta1(), (double) update);
        double correction2 = 1 - Math.pow(a.beta2(), (double) update);
        Tensor root =
            square.sqrt().div_(new Scalar(Math.sqrt(correction2))).add_(new Scalar(a.eps()));
        p.addcdiv_(mean, root, new Scalar(-rate / correction1));
      }
    }
    gradients().zero_();
  }

  @Override
  public void close() {
    values.close();
    gradients.close();
    memory.values().forEach(Tensor::close);
  }
}
