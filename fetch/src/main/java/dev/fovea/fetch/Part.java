package dev.fovea.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is not whole yet, hidden beside its place, and by a second one what the server called
 * this version of it (its validator), so that it can be gone on with.
 */
final class Part {
  private final Path place;
  private final Path part;
  private final Path from;

  Part(Path place) {
    this.place = place;
    this.part = place.resolveSibling("." + place.getFileName() + ".part");
    this.from = place.resolveSibling("." + place.getFileName() + ".part.from");
  }

  /** How many bytes are here. */
  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** What the server called this version; empty where it said nothing. */
  String validator() throws IOException {
    return Files.exists(from) ? Files.readString(from) : "";
  }

  /** Begins anew. */
  void restart(String validator) throws IOException {
    discard();
    Files.writeString(from, validator);
    Files.createFile(part);
  }

  /** For bytes at its end. */
  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Writes a buffer to its end. */
  static void write(FileChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) to.write(bytes);
  }

  Digest digest() throws IOException {
    return Digest.of(part);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(from);
  }

  /** It is whole: on the disk first, then in its place at once. */
  void finish() throws IOException {
    try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(from);
  }
}
