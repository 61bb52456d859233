package dev.fovea.torch.file;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The header of a {@code .safetensors} file: its tensors, in the order of their bytes, one right
 * after the other from the first byte to the last.
 *
 * @param metadata what the file says about itself
 * @param tensors by name
 */
record Header(SequencedMap<String, String> metadata, SequencedMap<String, Entry> tensors) {
  private static final Comparator<Map.Entry<String, Entry>> BY_PLACE =
      Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().begin())
          .thenComparingLong(e -> e.getValue().end());

  Header {
    metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableSequencedMap(sorted(tensors));
    long end = 0;
    for (var tensor : tensors.entrySet()) {
      long begin = tensor.getValue().begin();
      if (begin != end)
        throw new BrokenHeader(
            "tensor "
                + Quote.of(tensor.getKey())
                + " begins at byte "
                + begin
                + " of the data where "
                + end
                + " was expected, so tensors "
                + (begin < end ? "overlap" : "leave a hole"));
      end = tensor.getValue().end();
    }
  }

  /** Bytes of all tensors together. */
  long dataBytes() {
    return tensors.isEmpty() ? 0 : tensors.lastEntry().getValue().end();
  }

  private static SequencedMap<String, Entry> sorted(SequencedMap<String, Entry> tensors) {
    var sorted = new LinkedHashMap<String, Entry>();
    tensors.entrySet().stream().sorted(BY_PLACE).forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }
}
