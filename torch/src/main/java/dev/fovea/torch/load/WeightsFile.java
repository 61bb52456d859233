package dev.fovea.torch.load;

import dev.fovea.torch.TorchException;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.pth.PthFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * An open file of tensors in whichever format its bytes say, whatever its name. Closing ends the
 * mapping; tensors loaded from it stay.
 *
 * @param format for people
 * @param tensors by name, as the file names them under the wrapper
 * @param wrapper the keys, joined by dots, that lead to them; empty where there are none
 * @param wrappers all keys that lead to tensors; a moving average is preferred where there is one
 * @param facts words and numbers beside them
 */
public record WeightsFile(
    Path path,
    String format,
    SequencedMap<String, StoredTensor> tensors,
    String wrapper,
    List<String> wrappers,
    SequencedMap<String, String> facts,
    AutoCloseable source)
    implements AutoCloseable {
  private static final int BRACE_AT = 8;

  /**
   * Opens a file; where it holds several networks, the preferred one.
   *
   * @throws TorchException where it is broken, or holds more than tensors, numbers and words
   */
  public static WeightsFile open(Path path) {
    return open(path, Optional.empty());
  }

  /**
   * As above.
   *
   * @param wrapper the keys, joined by dots, under which the wanted tensors lie, e.g. {@code
   *     model_ema}
   */
  public static WeightsFile open(Path path, Optional<String> wrapper) {
    if (!isSafetensors(path)) return pth(path, wrapper);
    if (wrapper.isPresent() && !wrapper.get().isEmpty())
      throw new TorchException(
          path + ": tensors of a safetensors file lie under no keys; leave out " + wrapper.get());
    return safetensors(path);
  }

  /**
   * The same file with its tensors under other names; close one of the two. Two names that would
   * become one stay as they are.
   *
   * @param name from a name to another, each without what wrappers put before it ({@link Prefix})
   */
  public WeightsFile renamed(UnaryOperator<String> name) {
    String prefix = Prefix.of(tensors.keySet());
    var renamed = new LinkedHashMap<String, StoredTensor>();
    tensors.forEach((old, tensor) -> {
      String now =
          old.startsWith(prefix) ? prefix + name.apply(old.substring(prefix.length())) : old;
      renamed.put(renamed.containsKey(now) || tensors.containsKey(now) ? old : now, tensor);
    });
    return new WeightsFile(path, format, renamed, wrapper, wrappers, facts, source);
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a mapping ends without checked exceptions", e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the record that is returned owns the file
  private static WeightsFile safetensors(Path path) {
    var file = SafetensorsFile.open(path);
    return new WeightsFile(
        path, "safetensors", file.tensors(), "", List.of(""), file.metadata(), file);
  }

  @SuppressWarnings("MustBeClosedChecker") // the record that is returned owns the file
  private static WeightsFile pth(Path path, Optional<String> wrapper) {
    var file = PthFile.open(path, wrapper);
    String format =
        switch (file.format()) {
          case ZIP -> "PyTorch, zip";
          case LEGACY -> "PyTorch, before 1.6";
        };
    return new WeightsFile(
        path, format, file.tensors(), file.wrapper(), file.wrappers(), file.facts(), file);
  }

  /** By the brace behind the length of its header; by the name where neither format is found. */
  private static boolean isSafetensors(Path path) {
    if (!Files.isRegularFile(path)) return path.toString().endsWith(".safetensors");
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(BRACE_AT + 1);
      if (start.length > BRACE_AT && start[BRACE_AT] == '{') return true;
      boolean zip = start.length > 1 && start[0] == 'P' && start[1] == 'K';
      boolean pickle = start.length > 0 && start[0] == (byte) 0x80;
      return !zip && !pickle && path.toString().endsWith(".safetensors");
    } catch (IOException e) {
      throw new TorchException(path + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
