package dev.fovea.zoo.weights;

import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.FetchEvent;
import dev.fovea.fetch.Remote;
import dev.fovea.graph.GraphException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where weights come from. Making one asks nobody anything; {@link #file} may. */
public sealed interface Source {
  /** A file of the catalogue. */
  record Named(Published published) implements Source {}

  /** A file at a url that is not in the catalogue, so nothing else is known of it. */
  record Web(Remote at) implements Source {}

  /** A file here. */
  record Local(Path path) implements Source {}

  /**
   * {@code resnet50.imagenet1k_v2}, {@code resnet50} for those that its publisher prefers, {@code
   * https://...}, {@code file:...}, {@code hf:owner/repo/file} or a path.
   *
   * @throws GraphException for a file that is not there and a name that nobody knows; it names the
   *     nearest
   */
  static Source of(String text) {
    if (text.startsWith("hf:")) return at(Hub.remote(text));
    if (text.matches("(?i)[a-z][a-z+.-]+:.*")) return url(text);
    Optional<Published> published = Catalogue.find(text).or(() -> Catalogue.preferred(text));
    Path path = path(text);
    if (Files.isRegularFile(path)) return new Local(path);
    if (published.isPresent()) return new Named(published.get());
    if (Files.isDirectory(path))
      throw new GraphException(text + " is a folder; name a file of weights");
    if (text.contains("/") || text.matches(".*\\.(safetensors|pth|pt|bin)"))
      throw new GraphException(text + ": there is no such file");
    return new Named(Catalogue.named(text));
  }

  private static Source url(String text) {
    try {
      if (text.startsWith("file:")) return of(Path.of(URI.create(text)).toString());
      return at(Remote.of(text));
    } catch (IllegalArgumentException e) {
      throw e instanceof GraphException known ? known : new GraphException(e.getMessage(), e);
    }
  }

  /** One of the catalogue, where it is published there. */
  private static Source at(Remote remote) {
    return Catalogue.all().stream()
        .filter(published -> published.remote().url().equals(remote.url()))
        .findFirst()
        .<Source>map(Named::new)
        .orElseGet(() -> new Web(remote));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new GraphException(text + " is no path: " + e.getReason(), e);
    }
  }

  /** What would be fetched; empty for a file that is here. */
  default Optional<Remote> remote() {
    return switch (this) {
      case Named named -> Optional.of(named.published().remote());
      case Web web -> Optional.of(web.at());
      case Local _ -> Optional.empty();
    };
  }

  /**
   * The file itself, fetched where it is not in the cache.
   *
   * @param events told how far it is, on this thread
   * @throws dev.fovea.fetch.FetchException where it cannot be had
   */
  default Path file(Fetch fetch, Consumer<? super FetchEvent> events) {
    return switch (this) {
      case Local local -> local.path();
      case Named named -> fetch.file(named.published().remote(), events);
      case Web web -> fetch.file(web.at(), events);
    };
  }
}
