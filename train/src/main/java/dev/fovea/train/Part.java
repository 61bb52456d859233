package dev.fovea.train;

import dev.fovea.graph.Network;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import dev.fovea.train.Roles.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What one optimiser moves: a network's weights with their gradients, accumulation, clipping and
 * average. Most training has one part; a GAN has two.
 *
 * <p>Tensors are moved into flat ones: {@code weights} stays usable, its tensors become views.
 * Tensors that the network does not read, and frozen ones, are left alone.
 */
public final class Part implements AutoCloseable {
  /**
   * How a part learns.
   *
   * @param accumulate backward passes summed into one update; at least 1
   * @param clipNorm the gradient's largest 2-norm, or 0 for no clipping
   * @param emaDecay of the moving average, e.g. 0.999, or 0 for none
   * @param frozen leading parts of state-dict names that stay as they are, as {@link Freeze} has
   *     them
   * @param stages how the network's {@link Stages} differ
   */
  public record Settings(
      Optimiser optimiser,
      int accumulate,
      double clipNorm,
      double emaDecay,
      List<String> frozen,
      StageRates stages) {
    public Settings {
      frozen = List.copyOf(frozen);
      if (accumulate < 1)
        throw new TrainException("accumulate must be 1 or more, got " + accumulate);
      if (!(clipNorm >= 0))
        throw new TrainException("the clip norm must be 0 or above, got " + clipNorm);
      if (!(emaDecay >= 0 && emaDecay < 1))
        throw new TrainException("the EMA's decay must be from 0 to below 1, got " + emaDecay);
    }

    /** With the same rate everywhere, and all from the start. */
    public Settings(
        Optimiser optimiser,
        int accumulate,
        double clipNorm,
        double emaDecay,
        List<String> frozen) {
      this(optimiser, accumulate, clipNorm, emaDecay, frozen, StageRates.EVEN);
    }

    /** The same with stages that differ. */
    public Settings with(StageRates stages) {
      return new Settings(optimiser, accumulate, clipNorm, emaDecay, frozen, stages);
    }

    public static Settings of(Optimiser optimiser) {
      return new Settings(optimiser, 1, 0, 0, List.of());
    }
  }

  private final String name;
  private final Weights weights;
  private final Settings settings;
  private final Roles roles;
  private final List<Group> groups = new ArrayList<>();
  private final List<Flat> followed = new ArrayList<>();
  private final Flat buffers;
  private final Ema ema;

  /** The batch norms of stages that join later, by when they do. */
  private final SortedMap<Double, List<String>> waiting = new TreeMap<>();

  private double progress;
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
    StageRates rates = settings.stages();
    List<List<String>> stages = rates.even() ? List.of() : Stages.of(network);
    roles = Roles.of(network, settings.frozen(), stages);
    List<String> norms = Freeze.norms(network);
    if (stages.isEmpty()) groups(_ -> true, 1, 0);
    for (int i = 0; i < stages.size(); i++) {
      var names = new HashSet<>(stages.get(i));
      double joins = rates.unfreeze().joins(i, stages.size());
      groups(names::contains, rates.factor(i, stages.size()), joins);
      waiting
          .computeIfAbsent(joins, _ -> new ArrayList<>())
          .addAll(norms.stream().filter(norm -> names.contains(norm + ".weight")).toList());
    }
    groups.forEach(group -> followed.add(group.flat()));
    groups.forEach(group -> group.wake(weights, progress));
    List<String> running = roles.names(Role.RUNNING);
    buffers = running.isEmpty() ? null : new Flat(weights, running);
    if (buffers != null) followed.add(buffers);
    ema = settings.emaDecay() == 0 ? null : new Ema(weights, followed, settings.emaDecay());
  }

  /** What decays and what does not, of the tensors that learn alike. */
  private void groups(Predicate<String> of, double factor, double joins) {
    Optimiser optimiser = settings.optimiser();
    for (Role role : List.of(Role.DECAYED, Role.PLAIN)) {
      boolean decayed = role == Role.DECAYED;
      List<String> names = roles.names(role).stream().filter(of).toList();
      if (!names.isEmpty())
        groups.add(
            new Group(
                weights,
                names,
                optimiser.withRate(optimiser.rate() * factor),
                decayed ? optimiser.weightDecay() : 0,
                decayed,
                joins));
    }
  }

  /**
   * Lets those stages learn that have joined by now.
   *
   * @param progress of the run, 0 to 1
   * @return whether {@link #frozen} may have changed
   */
  public boolean at(double progress) {
    boolean changed = groups.stream().anyMatch(g -> g.learns(progress) != g.learns(this.progress));
    this.progress = progress;
    if (changed) groups.forEach(group -> group.wake(weights, progress));
    return changed;
  }

  /** What the training network must be frozen by at this moment, for {@link Freeze}. */
  public List<String> frozen() {
    var frozen = new ArrayList<>(settings.frozen());
    waiting.forEach((joins, norms) -> {
      if (progress < joins) frozen.addAll(norms);
    });
    return frozen;
  }

  /** How many backward passes are summed into one update. */
  int accumulate() {
    return settings.accumulate();
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
      counters().forEach((key, counter) -> ema.weights().get(key).copy_(counter));
    }
    return ema.weights();
  }

  /** Updates made so far. */
  public long updates() {
    return updates;
  }

  /** The rate that an update at this moment would take, of the head: also what is logged. */
  public double rate(double factor) {
    return settings.optimiser().rate() * factor;
  }

  /**
   * The way back from a loss and, when enough passes are summed, one update.
   *
   * @param loss a single number that depends on the weights
   * @param factor of the learning rate, from the schedule
   * @throws DivergedException where gradients are clipped and are no longer numbers; the weights
   *     stay as they were. Without clipping nobody looks before the next loss
   */
  public void learn(Tensor loss, double factor) {
    learn(Descent.of(loss), factor);
  }

  void learn(Descent loss, double factor) {
    try (var _ = new Scope()) {
      loss.back(settings.accumulate());
      if (++accumulated < settings.accumulate()) return;
      accumulated = 0;
      update(factor);
    }
  }

  /**
   * Sharpness-aware minimisation: the way back from a loss, then that from the loss where it is
   * about the highest nearby, and one update of the weights by the second gradient.
   *
   * @param radius how far the weights go to look, above 0
   * @param again the same loss, worked out anew with the weights as they are then
   */
  void learnFlat(Descent loss, double radius, Supplier<Descent> again, double factor) {
    try (var _ = new Scope()) {
      loss.back(1);
      try (var _ = new Climb(radius, groups, weights)) {
        again.get().back(1);
      }
      if (settings.clipNorm() == 0) {
        var _ = Clip.norm(groups, weights); // clipping looks by itself; a bad gradient ends here
      }
      update(factor);
    }
  }

  private void update(double factor) {
    try (var _ = Gradients.off()) {
      if (settings.clipNorm() > 0) Clip.to(settings.clipNorm(), groups, weights);
      updates++;
      for (Group group : groups) group.update(factor, progress);
      if (ema != null) ema.follow(followed, updates);
    }
  }

  /**
   * The first tensor that is not made of finite numbers; only where there is none may it be kept.
   */
  public Optional<String> unsound() {
    return Finite.firstNot(tensors()).map(flat -> Finite.firstNot(weights.tensors()).orElse(flat));
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
    out.text(name + ".layout", roles.layout());
    out.text(name + ".optimiser", optimiser());
    out.number(name + ".accumulated", accumulated);
    out.number(name + ".updates", updates);
    for (int i = 0; i < groups.size(); i++)
      out.number(name + ".group" + i + ".updates", groups.get(i).updates());
  }

  /** Takes up what {@link #save} wrote. */
  void restore(State in) {
    roles.expect(in.text(name + ".layout"));
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      tensors().forEach((key, tensor) -> tensor.copy_(in.tensor(key, tensor)));
      if (ema != null)
        for (String key : roles.names(Role.FROZEN)) ema.weights().get(key).copy_(weights.get(key));
    }
    String before = in.text(name + ".optimiser");
    if (!before.equals(optimiser()))
      throw new TrainException(
          "the state remembers what "
              + before
              + " does, not "
              + optimiser()
              + "; go on with the same optimiser, or start anew");
    accumulated = Math.toIntExact(in.number(name + ".accumulated"));
    updates = in.number(name + ".updates");
    for (int i = 0; i < groups.size(); i++)
      groups.get(i).updates(in.number(name + ".group" + i + ".updates"));
  }

  private String optimiser() {
    return settings.optimiser().getClass().getSimpleName();
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
    for (String key : roles.names(Role.FROZEN)) all.put(name + ".frozen." + key, weights.get(key));
    counters().forEach((key, tensor) -> all.put(name + ".counter." + key, tensor));
    return all;
  }

  /** Whole numbers that count, e.g. num_batches_tracked: too few to be worth a flat tensor. */
  private SequencedMap<String, Tensor> counters() {
    var counters = new LinkedHashMap<String, Tensor>();
    weights
        .tensors()
        .forEach((key, tensor) -> {
          if (tensor.scalar_type().intern() == ScalarType.Long) counters.put(key, tensor);
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
