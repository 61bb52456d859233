package dev.fovea.train;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Network;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What training does with each float tensor of a network.
 *
 * @param names of each role, in the order of the network
 * @param layout one line a tensor, its role, name, shape and order: two networks with the same one
 *     may take each other's state
 */
record Roles(Map<Role, List<String>> names, String layout) {
  enum Role {
    /** Learned, pulled towards 0: tensors of more than one dimension. */
    DECAYED,
    /** Learned, never decayed: norms and biases. */
    PLAIN,
    /** Written by the forward pass: running means and variances. */
    RUNNING,
    /** Under a frozen prefix. */
    FROZEN
  }

  /**
   * @param stages of {@link Stages} where they learn at rates of their own, else one or none
   */
  static Roles of(Network network, List<String> frozen, List<List<String>> stages) {
    var names = new EnumMap<Role, List<String>>(Role.class);
    for (Role role : Role.values()) names.put(role, new ArrayList<>());
    var layout = new StringBuilder();
    Params.of(Freeze.of(network, frozen))
        .forEach((name, param) -> {
          if (param.dtype() != Dtype.FLOAT32) return;
          Role role = Freeze.covers(frozen, name) ? Role.FROZEN : role(param);
          names.get(role).add(name);
          layout.append(role).append(' ').append(name).append(' ').append(param.shape());
          if (param.shape().size() == 4 && role != Role.FROZEN) layout.append(" channels last");
          if (stages.size() > 1) layout.append(" stage ").append(stage(name, stages));
          layout.append('\n');
        });
    if (names.get(Role.DECAYED).isEmpty() && names.get(Role.PLAIN).isEmpty())
      throw new TrainException(
          network.name() + ": nothing is left to learn; " + frozen + " freezes every parameter");
    return new Roles(names, layout.toString());
  }

  private static Role role(Param param) {
    if (param.role() == Param.Role.BUFFER) return Role.RUNNING;
    return param.shape().size() > 1 ? Role.DECAYED : Role.PLAIN;
  }

  private static int stage(String name, List<List<String>> stages) {
    int stage = 0;
    while (!stages.get(stage).contains(name)) stage++;
    return stage;
  }

  List<String> names(Role role) {
    return names.get(role);
  }

  /** Refuses another network's layout by the first line that differs. */
  void expect(String stored) {
    if (stored.equals(layout)) return;
    Iterator<String> there = stored.lines().iterator();
    Iterator<String> here = layout.lines().iterator();
    String theirs = "nothing more";
    String ours = "nothing more";
    while (theirs.equals(ours) && (there.hasNext() || here.hasNext())) {
      theirs = there.hasNext() ? there.next() : "nothing more";
      ours = here.hasNext() ? here.next() : "nothing more";
    }
    throw new TrainException(
        "the state is of another model: it has \""
            + theirs
            + "\" where this run has \""
            + ours
            + "\"; resume with the model, frozen parts and layer decay that it was made with, or"
            + " start anew");
  }
}
