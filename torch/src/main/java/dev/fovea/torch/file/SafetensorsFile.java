package dev.fovea.torch.file;

import dev.fovea.torch.TorchException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * An open {@code .safetensors} file of any size, mapped into memory: opening reads only the header.
 * Every offset is checked before it is used. Closing ends the mapping; tensors copied out of it
 * stay.
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int BRACE_AT = 8;
  private static final String AGAIN = "; fetch or save it again";

  private final Path path;
  private final Arena arena;
  private final SequencedMap<String, String> metadata;
  private final SequencedMap<String, StoredTensor> tensors;

  private SafetensorsFile(Path path, Arena arena, MemorySegment file) {
    Header header = header(path, file);
    MemorySegment data = file.asSlice(file.byteSize() - header.dataBytes());
    var slices = new LinkedHashMap<String, StoredTensor>();
    header
        .tensors()
        .forEach((name, e) ->
            slices.put(
                name,
                new StoredTensor(
                    e.type(), e.shape(), data.asSlice(e.begin(), e.end() - e.begin()))));
    this.path = path;
    this.arena = arena;
    this.metadata = header.metadata();
    this.tensors = Collections.unmodifiableSequencedMap(slices);
  }

  /**
   * Opens a file and checks all of its header.
   *
   * @throws TorchException where it cannot be read, is cut short, or says what cannot be true
   */
  @SuppressWarnings("MustBeClosedChecker") // the file that is returned owns the arena
  public static SafetensorsFile open(Path path) {
    Arena arena = Arena.ofShared();
    try {
      return new SafetensorsFile(path, arena, FileMap.of(path, arena, "a .safetensors file"));
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /** What the file says about itself; empty where it says nothing. */
  public SequencedMap<String, String> metadata() {
    return metadata;
  }

  /** Its tensors by name, in the order of their bytes. */
  public SequencedMap<String, StoredTensor> tensors() {
    return tensors;
  }

  /** The tensor of a name, which must be there. */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null)
      throw new TorchException(
          path + ": holds no tensor " + Quote.of(name) + " among its " + tensors.size());
    return tensor;
  }

  /** Ends the mapping: the bytes of its tensors can no longer be reached. */
  @Override
  public void close() {
    arena.close();
  }

  private static Header header(Path path, MemorySegment file) {
    long size = file.byteSize();
    if (size < 8)
      throw new TorchException(
          path + ": expected a .safetensors file, got only " + size + " bytes" + AGAIN);
    if (isPyTorch(file))
      throw new TorchException(
          path
              + ": is a file of PyTorch's, with weights and no model, where a .safetensors file is"
              + " expected; `fovea info` lists them, and `fovea train --weights` starts from them");
    long length = file.get(LENGTH, 0);
    if (length < 0 || length > HeaderReader.MAX_BYTES)
      throw new TorchException(
          path
              + ": is no .safetensors file, or a broken one: its header would be "
              + Long.toUnsignedString(length)
              + " bytes long and at most "
              + HeaderReader.MAX_BYTES
              + " are allowed"
              + AGAIN);
    if (length > size - 8)
      throw new TorchException(
          path
              + ": the file is cut short: the header promises "
              + length
              + " bytes of itself, "
              + (size - 8)
              + " are there"
              + AGAIN);
    try {
      return fitting(
          path,
          HeaderReader.of(file.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE)),
          size - 8 - length);
    } catch (BrokenHeader e) {
      throw new TorchException(path + ": " + e.getMessage() + AGAIN, e);
    }
  }

  /** Whether it begins as a zip or as a pickle, as torch.save writes, and not with a header. */
  private static boolean isPyTorch(MemorySegment file) {
    if (file.byteSize() <= BRACE_AT || file.get(ValueLayout.JAVA_BYTE, BRACE_AT) == '{')
      return false;
    int first = Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, 0));
    int second = Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, 1));
    return (first == 'P' && second == 'K') || (first == 0x80 && second < 0x10);
  }

  private static Header fitting(Path path, Header header, long there) {
    long promised = header.dataBytes();
    if (promised == there) return header;
    throw new TorchException(
        path
            + (promised > there ? ": the file is cut short" : ": the file is too long")
            + ": the header promises "
            + promised
            + " bytes of tensors, "
            + there
            + " are there"
            + AGAIN);
  }
}
