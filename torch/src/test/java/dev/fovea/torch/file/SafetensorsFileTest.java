package dev.fovea.torch.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  private static final String F32 = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @TempDir Path folder;

  @Test
  void readsWhatPythonWrote() {
    try (var file = SafetensorsFile.open(Golden.at(folder, Golden.bytes()))) {
      assertEquals(Map.of("fovea", "a \"word\",\nétude"), file.metadata());
      assertEquals(12, file.tensors().size());
      StoredTensor weight = file.tensor("layer1.0.conv1.weight");
      assertEquals(ElementType.F32, weight.type());
      assertEquals(List.of(2L, 3L), weight.shape());
      assertEquals(6, weight.size());
      assertEquals(1.25f, weight.bytes().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 8));
      assertEquals(List.of(), file.tensor("num_batches_tracked").shape());
      assertEquals(
          7, file.tensor("num_batches_tracked").bytes().get(ValueLayout.JAVA_LONG_UNALIGNED, 0));
      assertEquals(0, file.tensor("empty").size());
      assertEquals(List.of(0L, 4L), file.tensor("empty").shape());
      assertEquals(1, file.tensor("größe \"1\"").size());
    }
  }

  @Test
  void namesAMissingTensor() {
    Path path = Golden.at(folder, Golden.bytes());
    try (var file = SafetensorsFile.open(path)) {
      var refusal = assertThrows(TorchException.class, () -> file.tensor("fc.weight"));
      assertEquals(path + ": holds no tensor \"fc.weight\" among its 12", refusal.getMessage());
    }
  }

  @Test
  void bytesAreGoneWhenTheFileIsClosed() {
    var file = SafetensorsFile.open(Golden.at(folder, Golden.bytes()));
    StoredTensor weight = file.tensor("double");
    file.close();
    assertThrows(IllegalStateException.class, () -> weight.bytes().get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void bytesAreReadOnly() {
    try (var file = SafetensorsFile.open(Golden.at(folder, Golden.bytes()))) {
      var bytes = file.tensor("double").bytes();
      assertThrows(
          IllegalArgumentException.class, () -> bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
    }
  }

  @Test
  void tensorsMayComeInAnyOrderAndPaddingIsSpaces() {
    String header =
        "{\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[8,11]},\"a\":" + F32 + "}   ";
    try (var file = SafetensorsFile.open(Golden.at(folder, Golden.file(header, 11)))) {
      assertEquals(List.of("a", "b"), List.copyOf(file.tensors().keySet()));
    }
  }

  @Test
  void opensAFileAboveTwoGigabytesWithoutReadingIt() throws IOException {
    long numbers = 5L << 30;
    String header =
        "{\"big\":{\"dtype\":\"U8\",\"shape\":["
            + numbers
            + "],\"data_offsets\":[0,"
            + numbers
            + "]}}";
    Path path = Golden.at(folder, Golden.file(header, 0));
    try (var sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(sparse.length() + numbers);
      sparse.seek(sparse.length() - 1);
      sparse.write(42);
    }
    try (var file = SafetensorsFile.open(path)) {
      assertEquals(42, file.tensor("big").bytes().get(ValueLayout.JAVA_BYTE, numbers - 1));
    }
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    refused(folder, folder + ": is a folder, expected a .safetensors file");
    Path absent = folder.resolve("absent");
    refused(absent, absent + ": does not exist; check the path");
    refused(new byte[0], "expected a .safetensors file, got only 0 bytes");
    refused(
        "not one".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "expected a .safetensors file, got only 7 bytes");
    refused(
        Golden.file("{\"a\":" + F32 + "}", 5),
        "the file is cut short: the header promises 8 bytes of tensors, 5 are there");
    refused(
        Golden.file("{\"a\":" + F32 + "}", 9),
        "the file is too long: the header promises 8 bytes of tensors, 9 are there");
    refused(
        java.util.Arrays.copyOf(Golden.bytes(), 100),
        "the file is cut short: the header promises 824 bytes of itself, 92 are there");
    refused(
        Files.readAllBytes(jpeg()),
        "is no .safetensors file, or a broken one: its header would be 5135810021023537407 bytes"
            + " long and at most 100000000 are allowed");
  }

  @Test
  void filesOfPyTorchAreToldFromBrokenOnes() {
    byte[][] starts = {
      {'P', 'K', 3, 4, 0, 0, 8, 8, 0}, {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', 0, 0, 0, 0}
    };
    for (byte[] start : starts) {
      Path path = Golden.at(folder, start);
      refused(
          path,
          path
              + ": is a file of PyTorch's, with weights and no model, where a .safetensors file is"
              + " expected; `fovea info` lists them, and `fovea train --weights` starts from them");
    }
  }

  /** Lengths of headers whose bytes are those that a zip or a pickle begins with. */
  @Test
  void headersMayBeAsLongAsTheyLike() {
    for (int length : new int[] {0x4b50, 0x280}) {
      String header = "{\"a\":" + F32 + "}";
      header += " ".repeat(length - header.length());
      try (var file = SafetensorsFile.open(Golden.at(folder, Golden.file(header, 8)))) {
        assertEquals(1, file.tensors().size());
      }
    }
  }

  private void refused(byte[] bytes, String what) {
    Path path = Golden.at(folder, bytes);
    refused(path, path + ": " + what + "; fetch or save it again");
  }

  private static void refused(Path path, String sentence) {
    var refusal = assertThrows(TorchException.class, () -> SafetensorsFile.open(path));
    assertEquals(sentence, refusal.getMessage());
  }

  private Path jpeg() throws IOException {
    byte[] first = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'F', 'G', 0, 0};
    return Files.write(folder.resolve("photo.jpg"), first);
  }
}
