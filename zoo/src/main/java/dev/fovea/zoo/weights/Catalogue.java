package dev.fovea.zoo.weights;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Spelling;
import java.util.List;
import java.util.Optional;

/** All published weights that Fovea knows by name. Reading it asks nobody anything. */
public final class Catalogue {
  private Catalogue() {}

  /** Read once, when it is first asked for. */
  private static final class Read {
    private static final List<Published> ALL = CatalogueJson.read();
  }

  /** All, network by network, those of one publisher together. */
  public static List<Published> all() {
    return Read.ALL;
  }

  /** Those that fit a network; may be none. */
  public static List<Published> of(String network) {
    return all().stream().filter(p -> p.network().equals(network)).toList();
  }

  /** The weights of that name, in letters of any case. */
  public static Optional<Published> find(String name) {
    return all().stream().filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The one that the publisher prefers for a network, where there is one. */
  public static Optional<Published> preferred(String network) {
    return of(network).stream().filter(Published::preferred).findFirst();
  }

  /** The weights of that name. */
  public static Published named(String name) {
    return find(name)
        .orElseThrow(() -> {
          List<String> names = all().stream().map(Published::name).toList();
          return new GraphException(
              "there are no published weights " + name + Spelling.hint(name, names));
        });
  }
}
