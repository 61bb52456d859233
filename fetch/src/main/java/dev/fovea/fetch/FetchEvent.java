package dev.fovea.fetch;

import java.nio.file.Path;
import java.time.Duration;

/** What happens while a file is fetched; nothing is told of one that lies in the cache already. */
public sealed interface FetchEvent {
  /** The server answers. Of {@code total} bytes (-1: it does not say) {@code have} are here. */
  record Started(Remote remote, long have, long total) implements FetchEvent {}

  /** More has come: {@code have} of {@code total} bytes (-1: the server does not say). */
  record Came(long have, long total) implements FetchEvent {}

  /** It broke off for that reason and is tried again after a pause. */
  record Again(String reason, Duration pause) implements FetchEvent {}

  /** Another program fetches the same file; this one waits for it. */
  record Waiting(Path place) implements FetchEvent {}

  /** A file of the cache is not what it was and is fetched anew. */
  record Damaged(Path place) implements FetchEvent {}
}
