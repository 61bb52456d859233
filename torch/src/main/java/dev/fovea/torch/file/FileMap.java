package dev.fovea.torch.file;

import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of any size as memory that is read from the disk when it is looked at. */
public final class FileMap {
  private FileMap() {}

  /**
   * Read-only bytes, there until the arena is closed.
   *
   * @param expected what the file should be, as {@code a .safetensors file}
   * @throws TorchException where it is absent, no file, or may not be read
   */
  public static MemorySegment of(Path path, Arena arena, String expected) {
    if (Files.isDirectory(path))
      throw new TorchException(path + ": is a folder, expected " + expected);
    if (Files.exists(path) && !Files.isRegularFile(path))
      throw new TorchException(path + ": is a pipe or a device, expected " + expected);
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (NoSuchFileException e) {
      throw new TorchException(path + ": does not exist; check the path", e);
    } catch (AccessDeniedException e) {
      throw new TorchException(path + ": may not be read; change its permissions", e);
    } catch (ClosedByInterruptException e) {
      throw new TorchException(path + ": reading it was interrupted", e);
    } catch (IOException e) {
      throw new TorchException(path + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
