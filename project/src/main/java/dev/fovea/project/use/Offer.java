package dev.fovea.project.use;

import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.Settings;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.Spelling;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.weights.Catalogue;
import dev.fovea.zoo.weights.Published;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Published weights, and whether they are here. Looking asks nobody anything.
 *
 * @param place where they lie in the cache, or would
 * @param cached whether they do
 */
public record Offer(Published published, Path place, boolean cached) {
  static Offer of(Published published) {
    var fetch = new Fetch(Settings.system());
    return new Offer(published, fetch.place(published.remote()), fetch.has(published.remote()));
  }

  /** All for a network; none is an answer too, a network that nobody knows is not. */
  public static List<Offer> of(String network) {
    List<Published> all = Catalogue.of(network);
    List<String> names =
        Stream.concat(
                Zoo.names().stream(), Catalogue.all().stream().map(Published::network).distinct())
            .toList();
    if (!names.contains(network))
      throw new GraphException("there is no network " + network + Spelling.hint(network, names));
    return all.stream().map(Offer::of).toList();
  }

  /** All that lie in the cache. */
  public static List<Offer> inCache() {
    return Catalogue.all().stream().map(Offer::of).filter(Offer::cached).toList();
  }
}
