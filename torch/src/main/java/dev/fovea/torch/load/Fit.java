package dev.fovea.torch.load;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.torch.file.StoredTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tensors of a file go where in a network: a plan, made by names, shapes and types alone.
 *
 * @param network that they are for
 * @param prefix of the file's names that the network's do not have, e.g. {@code module.}
 * @param parts of the network, by its own names
 * @param leftOver what the network has no place for
 */
public record Fit(
    Network network, String prefix, SequencedMap<String, Part> parts, LeftOver leftOver) {
  static final String COUNTER = "num_batches_tracked";

  public Fit {
    parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
  }

  /** The plan under that prefix of the file's names which gives the most tensors a place. */
  public static Fit of(Map<String, StoredTensor> stored, Network network, Adapt adapt) {
    Fit best = null;
    for (String prefix : Prefix.candidates(stored.keySet())) {
      Fit fit = under(prefix, stored, network, adapt);
      if (best == null || fit.taken() > best.taken()) best = fit;
    }
    return best;
  }

  /**
   * Whether every tensor of the network has its numbers, and the file is of no network that has
   * more in the same parts.
   */
  public boolean fits() {
    return leftOver.within().isEmpty() && parts.values().stream().noneMatch(Fit::isProblem);
  }

  /** The names of the network's tensors that start anew. */
  public List<String> anew() {
    return parts.entrySet().stream()
        .filter(e -> e.getValue() instanceof Part.Anew)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many tensors come from the file, rewritten ones among them. */
  public long taken() {
    return parts.values().stream()
        .filter(p ->
            p instanceof Part.Taken || p instanceof Part.Rewritten || p instanceof Part.Resized)
        .count();
  }

  static boolean isProblem(Part part) {
    return switch (part) {
      case Part.Missing _, Part.Misfit _ -> true;
      case Part.Taken _, Part.Rewritten _, Part.Resized _, Part.Zero _, Part.Anew _ -> false;
    };
  }

  private static Fit under(
      String prefix, Map<String, StoredTensor> stored, Network network, Adapt adapt) {
    Optional<String> first = adapt.images() ? firstConvolution(network) : Optional.empty();
    Set<String> places = adapt.images() ? places(network) : Set.of();
    var parts = new LinkedHashMap<String, Part>();
    var left = new LinkedHashSet<>(stored.keySet());
    Params.of(network)
        .forEach((name, param) -> {
          StoredTensor tensor = stored.get(prefix + name);
          left.remove(prefix + name);
          Part part = part(prefix + name, tensor, param);
          if (isProblem(part) && first.equals(Optional.of(name)) && tensor != null)
            part = channels(prefix + name, tensor, param, part);
          if (isProblem(part) && places.contains(name) && tensor != null)
            part = places(prefix + name, tensor, param, part);
          if (isProblem(part) && adapt.startsAnew(name)) part = new Part.Anew();
          parts.put(name, part);
        });
    return new Fit(network, prefix, parts, LeftOver.of(left, prefix, parts.keySet(), adapt));
  }

  private static Part part(String name, StoredTensor tensor, Param param) {
    if (tensor == null) return name.endsWith(COUNTER) ? new Part.Zero() : new Part.Missing();
    boolean fits =
        tensor.shape().equals(shape(param))
            && tensor.type().isFraction() == (param.dtype() == Dtype.FLOAT32);
    return fits ? new Part.Taken(name) : new Part.Misfit(tensor.type(), tensor.shape());
  }

  /** Where nothing but the channels differ. */
  private static Part channels(String name, StoredTensor tensor, Param param, Part otherwise) {
    if (tensor.shape().size() != 4 || !tensor.type().isFraction()) return otherwise;
    var had = new ArrayList<>(tensor.shape());
    long channels = had.set(1, (long) param.shape().get(1));
    return channels > 0 && had.equals(shape(param))
        ? new Part.Rewritten(name, channels, param.shape().get(1))
        : otherwise;
  }

  /** Where nothing but the squares a side differ. */
  private static Part places(String name, StoredTensor tensor, Param param, Part otherwise) {
    List<Long> had = tensor.shape();
    List<Long> needs = shape(param);
    boolean alike = had.size() == 3 && had.get(0) == 1 && had.get(2).equals(needs.get(2));
    if (!alike || !tensor.type().isFraction()) return otherwise;
    int from = PositionEmbeddings.side(had.get(1));
    int to = PositionEmbeddings.side(needs.get(1));
    return from > 0 && to > 0 ? new Part.Resized(name, from, to) : otherwise;
  }

  /** Learned tensors of a place each: [1, places, channels]. */
  private static Set<String> places(Network network) {
    return network.nodes().stream()
        .filter(n -> n.op() instanceof Op.Parameter p && p.dims().size() == 3)
        .filter(n -> n.op() instanceof Op.Parameter p && p.dims().getFirst() == 1)
        .map(n -> Params.fullName(n, ""))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<String> firstConvolution(Network network) {
    return network.nodes().stream()
        .filter(n -> n.inputs().contains(network.inputs().getFirst().name()))
        .filter(n -> n.op() instanceof Op.Conv2d c && c.groups() == 1)
        .map(n -> Params.fullName(n, "weight"))
        .findFirst();
  }

  static List<Long> shape(Param param) {
    return param.shape().stream().map(Integer::longValue).toList();
  }
}
