package dev.fovea.torch.file;

import dev.fovea.torch.TorchException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes {@code .safetensors} files as the reference implementation does: wide types first, then by
 * name. Replaces a file as a whole or not at all ({@link AtomicFile}).
 */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /**
   * Writes tensors of any device and layout; each is brought to the CPU by itself, so that memory
   * holds one copy at a time.
   *
   * @param metadata what the file says about itself; may be empty
   * @throws TorchException where the file cannot be written; an older one is then untouched
   */
  public static void write(Path path, Map<String, String> metadata, Map<String, Tensor> tensors) {
    SequencedMap<String, Tensor> ordered = ordered(tensors);
    Header header = header(metadata, ordered);
    var head = HeaderWriter.bytes(header);
    AtomicFile.write(
        path,
        out -> {
          out.write(head);
          for (Tensor tensor : ordered.values()) TensorBytes.write(tensor, out);
        });
  }

  /**
   * Writes one tensor of float32 that is nowhere in memory.
   *
   * @param numbers writes all of them, row by row, little-endian
   * @throws TorchException where the file cannot be written; an older one is then untouched
   */
  public static void write(
      Path path,
      Map<String, String> metadata,
      String name,
      List<Long> shape,
      AtomicFile.Content numbers) {
    var entry = new Entry(ElementType.F32, shape, 0, Entry.bytes(ElementType.F32, shape));
    var entries = new LinkedHashMap<>(Map.of(name, entry));
    var head = HeaderWriter.bytes(new Header(new LinkedHashMap<>(metadata), entries));
    AtomicFile.write(
        path,
        out -> {
          out.write(head);
          numbers.to(out);
        });
  }

  private static SequencedMap<String, Tensor> ordered(Map<String, Tensor> tensors) {
    var types = new LinkedHashMap<String, ElementType>();
    tensors.forEach((name, tensor) -> types.put(name, TensorMemory.elementType(name, tensor)));
    List<String> names =
        types.keySet().stream()
            .sorted(Comparator.<String, ElementType>comparing(types::get).thenComparing(n -> n))
            .toList();
    var ordered = new LinkedHashMap<String, Tensor>();
    for (String name : names) ordered.put(name, tensors.get(name));
    return ordered;
  }

  private static Header header(Map<String, String> metadata, SequencedMap<String, Tensor> tensors) {
    var entries = new LinkedHashMap<String, Entry>();
    long begin = 0;
    for (var tensor : tensors.entrySet()) {
      String name = tensor.getKey();
      if (name.equals(HeaderReader.METADATA))
        throw new TorchException("no tensor may be named " + name + ": the format keeps that name");
      ElementType type = TensorMemory.elementType(name, tensor.getValue());
      List<Long> shape = LongStream.of(tensor.getValue().shape()).boxed().toList();
      long end = begin + Entry.bytes(type, shape);
      entries.put(name, new Entry(type, shape, begin, end));
      begin = end;
    }
    return new Header(new LinkedHashMap<>(metadata), entries);
  }
}
