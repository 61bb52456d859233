package dev.fovea.train;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Network;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What one optimiser moves: a network's weights with their gradients, accumulation, clipping and
 * average. Most training has one part; a GAN has two.
 *
 * <p>Tensors are moved into flat ones: {@code weights} stays usable, its tensors become views.
 * Parameters that the network does not read, and frozen ones, are left alone.
 */
public final class Part implements AutoCloseable {
  /**
   * How a part learns.
   *
   * @param accumulate backward passes summed into one update; at least 1
   * @param clipNorm the gradient's largest 2-norm, or 0 for no clipping
   * @param emaDecay of the moving average, e.g. 0.999, or 0 for none
   * @param frozen prefixes of state-dict names that stay as they are
   */
  public record Settings(
      Optimiser optimiser, int accumulate, double clipNorm, double emaDecay, List<String> frozen) {
    public Settings {
      frozen = List.copyOf(frozen);
      if (accumulate < 1)
        throw new TrainException("accumulate must be 1 or more, got " + accumulate);
      if (!(clipNorm >= 0))
        throw new TrainException("the clip norm must be 0 or above, got " + clipNorm);
      if (!(emaDecay >= 0 && emaDecay < 1))
        throw new TrainException("the EMA's decay must be from 0 to below 1, got " + emaDecay);
    }

    public static Settings of(Optimiser optimiser) {
      return new Settings(optimiser, 1, 0, 0, List.of());
    }
  }

  private final String name;
  private final Weights weights;
  private final Settings settings;
  private final List<Group> groups = new ArrayList<>();
  private final List<Flat> followed = new ArrayList<>();
  private final Flat buffers;
  private final Ema ema;
  private int accumulated;
  private long updates;

  /**
   * @param name tells the parts of one run apart, e.g. {@code generator}
   * @param network whose parameters learn
   * @param weights stays the caller's; close it after this
   */
  public Part(String name, Network network, Weights weights, Settings settings) {
    this.name = name;
    this.weights = weights;
    this.settings = settings;
    var decayed = new ArrayList<String>();
    var plain = new ArrayList<String>();
    var running = new ArrayList<String>();
    Params.of(network)
        .forEach((key, param) -> {
          if (param.dtype() != Dtype.FLOAT32) return;
          if (param.role() == Param.Role.BUFFER) running.add(key);
          else if (settings.frozen().stream().noneMatch(key::startsWith))
            (param.shape().size() > 1 ? decayed : plain).add(key);
        });
    if (decayed.isEmpty() && plain.isEmpty())
      throw new TrainException(
          network.name()
              + ": nothing is left to learn; "
              + settings.frozen()
              + " freezes every parameter");
    Optimiser optimiser = settings.optimiser();
    if (!decayed.isEmpty())
      groups.add(new Group(weights, decayed, optimiser, optimiser.weightDecay()));
    if (!plain.isEmpty()) groups.add(new Group(weights, plain, optimiser, 0));
    groups.forEach(group -> followed.add(group.flat()));
    buffers = running.isEmpty() ? null : new Flat(weights, running);
    if (buffers != null) followed.add(buffers);
    ema = settings.emaDecay() == 0 ? null : new Ema(weights, followed, settings.emaDecay());
  }

  /** The weights that training reads and moves. */
  public Weights live() {
    return weights;
  }

  /** The weights to validate and keep: the average's, where there is one. */
  public Weights kept() {
    if (ema == null) return weights;
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      counters(weights).forEach((key, counter) -> ema.weights().get(key).copy_(counter));
    }
    return ema.weights();
  }

  /** Updates made so far. */
  public long updates() {
    return updates;
  }

  /** The part of the rate that an update at this moment would take: also what is logged. */
  public double rate(double factor) {
    return settings.optimiser().rate() * factor;
  }

  /**
   * The way back from a loss and, when enough passes are summed, one update.
   *
   * @param loss a single number that depends on the weights
   * @param factor of the learning rate, from the schedule
   * @throws DivergedException where the gradient is no longer a number; the weights stay as they
   *     were
   */
  public void learn(Tensor loss, double factor) {
    Tensor scaled = settings.accumulate() == 1 ? loss : loss.div(new Scalar(settings.accumulate()));
    scaled.backward();
    if (++accumulated < settings.accumulate()) return;
    accumulated = 0;
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      if (settings.clipNorm() > 0) clip();
      updates++;
      for (Group group : groups) group.update(factor, updates);
      if (ema != null) ema.follow(followed, updates);
    }
  }

  private void clip() {
    double square = 0;
    for (Group group : groups) {
      double norm = group.gradients().norm().item_float();
      square += norm * norm;
    }
    double norm = Math.sqrt(square);
    if (!Double.isFinite(norm)) {
      groups.forEach(group -> group.gradients().zero_());
      throw new DivergedException("the gradient of " + name + " is " + norm);
    }
    double scale = settings.clipNorm() / (norm + 1e-6);
    if (scale < 1) for (Group group : groups) group.gradients().mul_(new Scalar(scale));
  }

  /** True where every number is finite: only then may it be saved. */
  public boolean sound() {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      return followed.stream().allMatch(flat -> Double.isFinite(flat.values().sum().item_float()));
    }
  }

  /** The tensor whose gradient strayed from the flat one, or null: for tests. */
  String strayed() {
    for (Group group : groups) {
      String stray = group.strayed(weights);
      if (stray != null) return stray;
    }
    return null;
  }

  /** Everything that must survive a restart, by name. */
  void save(State.Writer out) {
    tensors().forEach(out::tensor);
    out.number(name + ".accumulated", accumulated);
    out.number(name + ".updates", updates);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(State in) {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      tensors().forEach((key, tensor) -> tensor.copy_(in.tensor(key, tensor)));
    }
    accumulated = Math.toIntExact(in.number(name + ".accumulated"));
    updates = in.number(name + ".updates");
  }

  private SequencedMap<String, Tensor> tensors() {
    var all = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      String prefix = name + ".group" + i + ".";
      all.put(prefix + "values", group.values());
      all.put(prefix + "gradients", group.gradients());
      group.memory().forEach((key, tensor) -> all.put(prefix + key, tensor));
    }
    if (buffers != null) all.put(name + ".buffers", buffers.values());
    if (ema != null)
      for (int i = 0; i < ema.values().size(); i++) all.put(name + ".ema" + i, ema.values().get(i));
    counters(weights).forEach((key, tensor) -> all.put(name + ".counter." + key, tensor));
    return all;
  }

  /** Whole numbers that count, e.g. num_batches_tracked: too few to be worth a flat tensor. */
  private static SequencedMap<String, Tensor> counters(Weights weights) {
    var counters = new LinkedHashMap<String, Tensor>();
    weights
        .tensors()
        .forEach((key, tensor) -> {
          if (tensor.scalar_type() == ScalarType.Long) counters.put(key, tensor);
        });
    return counters;
  }

  @Override
  public void close() {
    groups.forEach(Group::close);
    if (buffers != null) buffers.close();
    if (ema != null) ema.close();
  }
}
