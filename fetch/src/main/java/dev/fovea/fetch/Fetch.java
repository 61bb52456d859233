package dev.fovea.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Files from the network, kept in a cache. A file comes into its place whole and as published, or
 * not at all; programs that want the same one at once do not disturb each other; what broke off is
 * gone on with by the next call. Beside each file stands its sha256, as {@code sha256sum} writes
 * it.
 *
 * <p>Nothing is asked of any server but by {@link #file}.
 */
public final class Fetch {
  private final Settings settings;

  public Fetch(Settings settings) {
    this.settings = settings;
  }

  /** Where a file lies or would lie, and where it can be put by hand. */
  public Path place(Remote remote) {
    return Cache.place(settings.cache(), remote.url());
  }

  /** Whether something lies there; nothing is read. */
  public boolean has(Remote remote) {
    return Files.isRegularFile(place(remote));
  }

  /**
   * The file, from the cache where it is there and undamaged, else from the network.
   *
   * @param events told what happens, on this thread
   * @throws FetchException where it cannot be had
   */
  public Path file(Remote remote, Consumer<? super FetchEvent> events) {
    Path place = place(remote);
    try {
      if (sound(remote, place)) return place;
      if (settings.offline()) throw offline(remote, place);
      Files.createDirectories(place.getParent());
      try (var _ = Lock.of(place, () -> events.accept(new FetchEvent.Waiting(place)))) {
        if (sound(remote, place)) return place;
        if (Files.deleteIfExists(place)) events.accept(new FetchEvent.Damaged(place));
        Files.deleteIfExists(sidecar(place));
        Digest whole = new Download(settings, remote, place, events).run();
        Files.writeString(sidecar(place), whole.hex() + "  " + place.getFileName() + "\n");
        return place;
      }
    } catch (IOException e) {
      throw Trouble.local(place, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(
          FetchException.Kind.STOPPED,
          remote + " was stopped on its way; the next call goes on where it was",
          e);
    }
  }

  /** Whether it is there and holds what was published, or else what came when it was fetched. */
  private static boolean sound(Remote remote, Path place) throws IOException {
    if (!Files.isRegularFile(place)) return false;
    Digest expected = remote.digest().or(noted(place).orElse(Digest.NONE));
    return !expected.known() || expected.fits(Digest.of(place));
  }

  private static Optional<Digest> noted(Path place) throws IOException {
    Path sidecar = sidecar(place);
    if (!Files.isRegularFile(sidecar)) return Optional.empty();
    String hex = Files.readString(sidecar).split("\\s", 2)[0];
    return hex.matches("[0-9a-f]{64}") ? Optional.of(new Digest(hex)) : Optional.empty();
  }

  private static Path sidecar(Path place) {
    return place.resolveSibling(place.getFileName() + ".sha256");
  }

  private static FetchException offline(Remote remote, Path place) {
    String state = Files.exists(place) ? " in the cache is damaged" : " is not in the cache";
    return new FetchException(
        FetchException.Kind.OFFLINE,
        "FOVEA_OFFLINE is set and "
            + place.getFileName()
            + state
            + "; put "
            + remote
            + " by hand at "
            + place
            + ", or unset FOVEA_OFFLINE");
  }
}
