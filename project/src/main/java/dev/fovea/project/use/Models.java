package dev.fovea.project.use;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Marks;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.List;

/** The networks that can be trained, with what they cost. */
public final class Models {
  /** Networks for pictures below this size were published with ten classes, others with 1,000. */
  private static final int SMALL_PX = 100;

  private Models() {}

  /**
   * One network.
   *
   * @param name as {@code --model} wants it
   * @param family that it belongs to
   * @param sizePx height and width of the pictures that it is published for
   * @param classes that it is counted with
   * @param parameters that learn
   * @param macs multiply-adds of one picture of that size
   */
  public record Row(
      String name, String family, int sizePx, int classes, long parameters, long macs) {}

  /** All of the zoo, family by family. */
  public static List<Row> all() {
    return Zoo.families().stream().flatMap(f -> f.members().stream().map(m -> row(f, m))).toList();
  }

  /** A network of the zoo as published: its size and its number of classes. */
  static Network published(Family.Member member) {
    return member.draw().apply(Options.of(classes(member)));
  }

  private static int classes(Family.Member member) {
    if (member.name().equals(Marks.NAME)) return Marks.CLASSES;
    return member.sizePx() < SMALL_PX ? 10 : 1000;
  }

  private static Row row(Family family, Family.Member member) {
    Network network = published(member);
    return new Row(
        member.name(),
        family.name(),
        member.sizePx(),
        classes(member),
        Params.count(network),
        Macs.of(network, member.sizePx(), member.sizePx()));
  }
}
