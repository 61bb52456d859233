package dev.fovea.torch.pth;

import dev.fovea.torch.TorchException;
import dev.fovea.torch.file.FileMap;
import dev.fovea.torch.file.StoredTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An open {@code .pth}, {@code .pt} or {@code .th} file of {@code torch.save}, mapped into memory:
 * opening reads the pickle and checks where every tensor lies, and no more. Nothing in it is run.
 */
public final class PthFile implements AutoCloseable {
  private static final String EXPECTED = "a file of torch.save";
  private static final int ZIP = 0x04034b50;
  private static final int PICKLE = 0x80;
  private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};
  private static final int TAR_MAGIC = 257;

  private final Arena arena;
  private final Format format;
  private final StateDict dict;
  private final SequencedMap<String, StoredTensor> tensors;

  /** How {@code torch.save} wrote it. */
  public enum Format {
    /** Since PyTorch 1.6. */
    ZIP,
    /** Before, and where the new way was switched off. */
    LEGACY
  }

  private PthFile(Arena arena, MemorySegment file, Optional<String> wrapper) {
    this.arena = arena;
    this.format = format(file);
    Checkpoint saved =
        switch (format) {
          case ZIP -> ZipCheckpoint.of(file);
          case LEGACY -> LegacyCheckpoint.of(file);
        };
    this.dict = StateDict.of(saved.value(), wrapper);
    var all = new LinkedHashMap<String, StoredTensor>();
    dict.tensors().forEach((name, tensor) -> all.put(name, saved.stored(tensor)));
    this.tensors = Collections.unmodifiableSequencedMap(all);
  }

  /**
   * Opens a file.
   *
   * @param wrapper the keys, joined by dots, under which the tensors lie; empty for the preferred
   * @throws TorchException where it is broken, or holds more than tensors, numbers and words
   */
  @SuppressWarnings("MustBeClosedChecker") // the file that is returned owns the arena
  public static PthFile open(Path path, Optional<String> wrapper) {
    Arena arena = Arena.ofShared();
    try {
      return new PthFile(arena, FileMap.of(path, arena, EXPECTED), wrapper);
    } catch (BrokenPth e) {
      arena.close();
      throw new TorchException(path + ": " + e.sentence(), e);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  public Format format() {
    return format;
  }

  /** Its tensors by name, as they are named under the wrapper. */
  public SequencedMap<String, StoredTensor> tensors() {
    return tensors;
  }

  /** The keys, joined by dots, under which the tensors lay; empty where they were saved alone. */
  public String wrapper() {
    return dict.wrapper();
  }

  /** All keys under which tensors lie. */
  public List<String> wrappers() {
    return dict.wrappers();
  }

  /** Words and numbers that were saved beside the tensors, e.g. an epoch or a score. */
  public SequencedMap<String, String> facts() {
    return Collections.unmodifiableSequencedMap(dict.facts());
  }

  /** Ends the mapping: the bytes of its tensors can no longer be reached. */
  @Override
  public void close() {
    arena.close();
  }

  private static Format format(MemorySegment file) {
    var in = new Cursor(file, 0);
    if (in.left() >= 4 && in.signedInt() == ZIP) return Format.ZIP;
    if (in.left() > 0 && new Cursor(file, 0).unsignedByte() == PICKLE) return Format.LEGACY;
    if (file.byteSize() >= TAR_MAGIC + TAR.length
        && Arrays.equals(new Cursor(file, TAR_MAGIC).take(TAR.length), TAR))
      throw new BrokenPth(
          "is a tar file of PyTorch's first months, which is not read",
          "load it in Python and save its state dict again");
    throw new BrokenPth("is no file of torch.save");
  }
}
