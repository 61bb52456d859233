package dev.fovea.torch.file;

import dev.fovea.torch.TorchException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces a file as a whole or not at all: written beside its place, flushed to the disk, renamed
 * over the old one, the folder flushed. A reader, a kill or a power cut finds the old file or the
 * new one, never a part. An interrupt waits until the file is whole.
 */
public final class AtomicFile {
  private static final String UNFINISHED = ".part";

  private AtomicFile() {}

  /** Writes what a file shall hold. */
  @FunctionalInterface
  public interface Content {
    /** Each {@code write} to the channel takes the whole buffer. */
    void to(WritableByteChannel out) throws IOException;
  }

  /** As below, with bytes that are there already. */
  public static void write(Path path, byte[] bytes) {
    write(path, out -> out.write(ByteBuffer.wrap(bytes)));
  }

  /** As below, with a text in UTF-8. */
  public static void write(Path path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes or replaces a file; where it is a link, the file that it leads to.
   *
   * @throws TorchException where that fails; what was there before is then untouched
   */
  public static void write(Path path, Content content) {
    Path beside = null;
    try {
      Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.isDirectory(place)) throw new FileSystemException(null, null, "it is a folder");
      beside =
          place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
      fill(beside, content);
      Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
      flush(place.getParent());
    } catch (IOException e) {
      discard(beside, e);
      throw new TorchException(sentence(path, e), e);
    } catch (RuntimeException | Error e) {
      discard(beside, e);
      throw e;
    }
  }

  /** Deletes what killed writers of a file left beside it; nobody may be writing that file. */
  public static void sweep(Path path) {
    Path place = path.toAbsolutePath();
    String begin = "." + place.getFileName() + ".";
    try (var beside =
        Files.newDirectoryStream(
            place.getParent(),
            p -> {
              String name = p.getFileName().toString();
              return name.startsWith(begin)
                  && name.length() == begin.length() + 36 + UNFINISHED.length()
                  && name.endsWith(UNFINISHED);
            })) {
      for (Path left : beside) Files.deleteIfExists(left);
    } catch (IOException e) {
      throw new TorchException(sentence(path, e), e);
    }
  }

  /** By a stream: a channel would break off when the thread is interrupted, as Ctrl-C does. */
  private static void fill(Path beside, Content content) throws IOException {
    Files.createFile(beside); // refuses in clearer words than the stream
    try (var file = new FileOutputStream(beside.toFile())) {
      content.to(new Whole(file));
      file.getFD().sync();
    }
  }

  /** Makes the rename itself durable; Windows opens no folders and needs none of it. */
  private static void flush(Path folder) throws IOException {
    if (folder.getFileSystem().getSeparator().equals("\\")) return;
    boolean interrupted = false;
    boolean flushed = false;
    while (!flushed)
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
        flushed = true;
      } catch (ClosedByInterruptException _) {
        interrupted = Thread.interrupted();
      }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private static void discard(Path beside, Throwable cause) {
    if (beside == null) return;
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static String sentence(Path path, IOException e) {
    Path folder = path.toAbsolutePath().getParent();
    String why =
        switch (e) {
          case NoSuchFileException _ when Files.notExists(folder) ->
              "the folder " + folder + " does not exist; make it first";
          case NoSuchFileException _ -> folder + " takes no files of ours; choose another folder";
          case AccessDeniedException _ ->
              "no permission to write in "
                  + folder
                  + "; change its permissions or choose another folder";
          case FileSystemException f when f.getReason() != null -> reason(f.getReason(), folder);
          default ->
              reason(
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), folder);
        };
    return path + ": cannot be written: " + why;
  }

  private static String reason(String reason, Path folder) {
    boolean full = reason.contains("space left") || reason.contains("quota");
    return reason
        + (full ? "; free some on the disk of " + folder + " or" : ";")
        + " choose another place";
  }

  /** Writes every buffer to its end, a megabyte at a time; closed by its owner alone. */
  private record Whole(FileOutputStream file) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int all = bytes.remaining();
      var piece = new byte[Math.min(all, 1 << 20)];
      while (bytes.hasRemaining()) {
        int length = Math.min(piece.length, bytes.remaining());
        bytes.get(piece, 0, length);
        file.write(piece, 0, length);
      }
      return all;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
