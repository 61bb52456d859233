package dev.fovea.train;

import static org.bytedeco.pytorch.global.torch.ones_like;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that share a rate and a decay: their numbers, gradients and the optimiser's memory,
 * each flat.
 */
final class Group implements AutoCloseable {
  /** Keeps a gradient of next to nothing from a huge step; as timm has it. */
  private static final double LEAST_LENGTH = 1e-8;

  private final Flat values;
  private final Flat gradients;
  private final Optimiser optimiser;
  private final double decay;
  private final boolean layered;
  private final double joins;
  private final SequencedMap<String, Tensor> memory = new LinkedHashMap<>();
  private long updates;

  /**
   * @param layered whether LARS and LAMB give each tensor a rate of its own, and Muon a turn
   * @param joins the share of the run from which on it learns
   */
  Group(
      Weights weights,
      List<String> names,
      Optimiser optimiser,
      double decay,
      boolean layered,
      double joins) {
    this.values = new Flat(weights, names);
    this.gradients = values.zeros();
    this.optimiser = optimiser;
    this.decay = decay;
    this.layered = layered;
    this.joins = joins;
    try (var _ = new Scope()) {
      values.gradientsInto(weights, gradients);
      List<String> kept =
          switch (optimiser) {
            case Optimiser.Sgd s -> s.momentum() == 0 ? List.of() : List.of("momentum");
            case Optimiser.Lars l -> l.momentum() == 0 ? List.of() : List.of("momentum");
            case Optimiser.AdamW _ -> List.of("mean", "square");
            case Optimiser.Lamb _ -> List.of("mean", "square");
            case Optimiser.Muon _ -> layered ? List.of("momentum") : List.of("mean", "square");
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

  /** Whether it learns at this share of the run. */
  boolean learns(double progress) {
    return progress >= joins;
  }

  /** Learns, or waits, from now on. */
  void wake(Weights weights, double progress) {
    values.gradientsWanted(weights, learns(progress));
  }

  /** How often it was updated; the optimiser's bias is corrected by it. */
  long updates() {
    return updates;
  }

  void updates(long before) {
    updates = before;
  }

  /**
   * Moves the values once and zeroes the gradients; nothing, while it waits.
   *
   * @param factor of the learning rate
   * @param progress of the run, 0 to 1
   */
  void update(double factor, double progress) {
    if (!learns(progress)) return;
    update(factor * Unfreeze.rise(joins, progress), ++updates);
  }

  /**
   * @param update how many updates there were, this one included; from 1
   */
  private void update(double factor, long update) {
    Tensor p = values();
    Tensor g = gradients();
    double rate = optimiser.rate() * factor;
    switch (optimiser) {
      case Optimiser.Sgd s -> {
        if (decay != 0) g.add_(p, new Scalar(decay));
        p.add_(pushed(g, s.momentum(), s.nesterov()), new Scalar(-rate));
      }
      case Optimiser.Lars l -> {
        Tensor share = layered ? trust(g, l.trust(), decay, LEAST_LENGTH) : null;
        if (decay != 0) g.add_(p, new Scalar(decay));
        if (layered) values.scale(g, share);
        p.add_(pushed(g, l.momentum(), false), new Scalar(-rate));
      }
      case Optimiser.Muon m when layered -> {
        if (decay != 0) p.mul_(new Scalar(1 - rate * decay));
        Tensor way = pushed(g, m.momentum(), true);
        values.orthogonalise(way);
        p.add_(way, new Scalar(-rate));
      }
      case Optimiser.Muon m -> adam(m.others(), rate, update);
      case Optimiser.AdamW a -> {
        if (decay != 0) p.mul_(new Scalar(1 - rate * decay));
        adam(a, rate, update);
      }
      case Optimiser.Lamb a -> {
        Tensor root = moments(a.beta1(), a.beta2(), a.eps(), update);
        Tensor way = memory.get("mean").div(new Scalar(unbiased(a.beta1(), update))).div_(root);
        if (decay != 0) way.add_(p, new Scalar(decay));
        if (layered) values.scale(way, trust(way, 1, 0, 0));
        p.add_(way, new Scalar(-rate));
      }
    }
    gradients().zero_();
  }

  private void adam(Optimiser.AdamW a, double rate, long update) {
    Tensor root = moments(a.beta1(), a.beta2(), a.eps(), update);
    values().addcdiv_(memory.get("mean"), root, new Scalar(-rate / unbiased(a.beta1(), update)));
  }

  /** What a gradient becomes with the velocity of those before it. */
  private Tensor pushed(Tensor g, double momentum, boolean nesterov) {
    if (momentum == 0) return g;
    Tensor velocity = memory.get("momentum").mul_(new Scalar(momentum)).add_(g);
    return nesterov ? g.add_(velocity, new Scalar(momentum)) : velocity;
  }

  /** Adam's two moments take up the gradient; the root that divides the mean. */
  private Tensor moments(double beta1, double beta2, double eps, long update) {
    Tensor g = gradients();
    memory.get("mean").lerp_(g, new Scalar(1 - beta1));
    Tensor square =
        memory.get("square").mul_(new Scalar(beta2)).addcmul_(g, g, new Scalar(1 - beta2));
    return square.sqrt().div_(new Scalar(Math.sqrt(unbiased(beta2, update)))).add_(new Scalar(eps));
  }

  private static double unbiased(double beta, long update) {
    return 1 - Math.pow(beta, (double) update);
  }

  /** How much of a direction each tensor takes, [tensors]; 1 where it or the tensor is 0. */
  private Tensor trust(Tensor way, double share, double decay, double eps) {
    Tensor w = values.norms(values());
    Tensor v = values.norms(way);
    Tensor ratio = w.mul(new Scalar(share)).div_(v.add(w, new Scalar(decay)).add_(new Scalar(eps)));
    Tensor both = w.gt(new Scalar(0)).logical_and(v.gt(new Scalar(0)));
    return ratio.where(both, ones_like(ratio));
  }

  @Override
  public void close() {
    values.close();
    gradients.close();
    memory.values().forEach(Tensor::close);
  }
}
