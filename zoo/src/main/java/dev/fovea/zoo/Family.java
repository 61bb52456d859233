package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Classifiers of one paper, which differ in size alone. Each answers {@code logits} [n, classes].
 *
 * @param name as people say it, e.g. {@code ResNet}
 * @param paper where it is described
 * @param init how its tensors start, as published
 * @param head the prefix of the tensors that depend on the classes, e.g. {@code fc}
 * @param stems the stems that it can be drawn with
 * @param members the sizes, smallest first
 */
public record Family(
    String name, String paper, Init init, String head, Set<Stem> stems, List<Member> members) {
  public Family {
    stems = Set.copyOf(stems);
    members = List.copyOf(members);
  }

  /**
   * One size of a family.
   *
   * @param name as the command spells it, e.g. {@code resnet18}
   * @param sizePx height and width of the images that it is published for
   * @param stepPx which divides the height and width of every image that it takes
   * @param draw draws it
   */
  public record Member(String name, int sizePx, int stepPx, Function<Options, Network> draw) {
    /** Takes images of any size. */
    public Member(String name, int sizePx, Function<Options, Network> draw) {
      this(name, sizePx, 1, draw);
    }
  }
}
