package dev.fovea.onnx;

import dev.fovea.torch.file.AtomicFile;
import dev.fovea.torch.file.TensorBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that lie in a file beside the model, since one protobuf message ends at 2 GB.
 *
 * @param name of the file, in the model's folder
 * @param offsets of each tensor in the file, in bytes
 * @param tensors by name, in the order of the file
 */
record ExternalData(String name, Map<String, Long> offsets, SequencedMap<String, Tensor> tensors) {
  /** Tensors begin at whole pages, so that they can be mapped into memory. */
  private static final int PAGE = 4096;

  /** No tensor lies outside. */
  static final ExternalData NONE = new ExternalData("", Map.of(), new LinkedHashMap<>());

  /** All but small tensors. */
  static ExternalData of(String name, Map<String, Tensor> tensors) {
    var offsets = new LinkedHashMap<String, Long>();
    var outside = new LinkedHashMap<String, Tensor>();
    long at = 0;
    for (var tensor : tensors.entrySet()) {
      long bytes = tensor.getValue().nbytes();
      if (bytes < PAGE) continue;
      offsets.put(tensor.getKey(), at);
      outside.put(tensor.getKey(), tensor.getValue());
      at = wholePages(at + bytes);
    }
    return new ExternalData(name, offsets, outside);
  }

  boolean holds(String tensor) {
    return offsets.containsKey(tensor);
  }

  /** Where a tensor lies, as TensorProto.external_data says it. */
  Map<String, String> place(String tensor) {
    var place = new LinkedHashMap<String, String>();
    place.put("location", name);
    place.put("offset", offsets.get(tensor).toString());
    place.put("length", Long.toString(tensors.get(tensor).nbytes()));
    return place;
  }

  /** Writes the file. */
  void write(Path file) {
    AtomicFile.write(
        file,
        out -> {
          for (Tensor tensor : tensors.values()) {
            TensorBytes.write(tensor, out);
            out.write(ByteBuffer.allocate((int) (wholePages(tensor.nbytes()) - tensor.nbytes())));
          }
        });
  }

  private static long wholePages(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }
}
