package dev.fovea.zoo;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Spelling;
import java.util.List;

/** Every classifier that Fovea can draw, by name. */
public final class Zoo {
  private static final List<Family> FAMILIES =
      List.of(
          Small.FAMILY,
          Marks.FAMILY,
          ResNet.FAMILY,
          ResNeXt.FAMILY,
          WideResNet.FAMILY,
          CifarResNet.FAMILY,
          DenseNet.FAMILY,
          MobileNetV2.FAMILY,
          MobileNetV3.FAMILY,
          EfficientNet.FAMILY,
          EfficientNetV2.FAMILY,
          RegNet.FAMILY,
          ConvNeXt.FAMILY,
          VisionTransformer.FAMILY,
          Swin.FAMILY,
          Vgg.FAMILY);

  private Zoo() {}

  /** All families, in the order in which a list of models shows them. */
  public static List<Family> families() {
    return FAMILIES;
  }

  /** The names of all networks, in the same order. */
  public static List<String> names() {
    return FAMILIES.stream().flatMap(f -> f.members().stream()).map(Family.Member::name).toList();
  }

  /** Draws a network by name. */
  public static Network network(String name, Options options) {
    Family family = family(name);
    if (!family.stems().contains(options.stem()))
      throw new GraphException(
          name + " has no stem for small pictures; choose a network of another family");
    return member(family, name).draw().apply(options);
  }

  /** The family that a network belongs to. */
  public static Family family(String name) {
    for (Family family : FAMILIES) if (member(family, name) != null) return family;
    throw new GraphException("there is no network " + name + Spelling.hint(name, names()));
  }

  /** The size that a name stands for. */
  public static Family.Member member(String name) {
    return member(family(name), name);
  }

  private static Family.Member member(Family family, String name) {
    return family.members().stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
  }
}
