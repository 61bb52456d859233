package dev.fovea.torch.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files for tests: the one that Python made, and ones with a header of our own choice. */
final class Golden {
  private Golden() {}

  static byte[] bytes() {
    try (var in = Golden.class.getResourceAsStream("golden.safetensors")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Header length, header and zeros. */
  static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  static Path at(Path folder, byte[] bytes) {
    try {
      return Files.write(folder.resolve("model.safetensors"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
