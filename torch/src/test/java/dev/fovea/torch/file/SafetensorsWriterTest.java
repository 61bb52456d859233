package dev.fovea.torch.file;

import static org.bytedeco.pytorch.global.torch.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir Path folder;

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @Test
  void writesTheVeryBytesThatPythonWrites() throws IOException {
    Path copy = copy(Golden.at(folder, Golden.bytes()));
    assertArrayEquals(Golden.bytes(), Files.readAllBytes(copy));
  }

  @Test
  void writesPublishedWeightsAsTheyWere() throws IOException {
    Path mnist = Path.of(System.getProperty("fovea.shared"), "data/weights/mnist.safetensors");
    assumeTrue(Files.exists(mnist), "the shared data are not there: nothing to compare with");
    assertArrayEquals(Files.readAllBytes(mnist), Files.readAllBytes(copy(mnist)));
  }

  @Test
  void floatsOfAnyWidthBecomeFloat32WhereAsked() {
    try (var file = SafetensorsFile.open(Golden.at(folder, Golden.bytes()));
        var _ = new Scope()) {
      for (String name : new String[] {"double", "half", "bfloat", "layer1.0.conv1.weight"}) {
        Tensor single = TensorCopy.inFloat32(file.tensor(name));
        assertEquals(ScalarType.Float, single.scalar_type().intern(), name);
        assertEquals(1.25f, single.get(0).get(2).item_float(), name);
        assertEquals(-1e-3f, single.get(1).get(1).item_float(), 4e-6f, name);
      }
      for (String name : new String[] {"int32", "int16", "int8"})
        assertEquals(-3, TensorCopy.inFloat32(file.tensor(name)).get(0).get(0).item_int(), name);
      Tensor tracked = TensorCopy.inFloat32(file.tensor("num_batches_tracked"));
      assertEquals(ScalarType.Long, tracked.scalar_type().intern());
      assertEquals(7, tracked.item_long());
      Tensor truth = TensorCopy.of(file.tensor("bool"));
      assertEquals(ScalarType.Bool, truth.scalar_type().intern());
      assertEquals(2, truth.sum().item_long());
    }
  }

  @Test
  void writesAViewOfAnyLayout() {
    Path path = folder.resolve("view.safetensors");
    try (var _ = new Scope()) {
      Tensor view = arange(new org.bytedeco.pytorch.Scalar(6)).view(2, 3).t();
      SafetensorsWriter.write(path, Map.of(), Map.of("view", view));
      try (var file = SafetensorsFile.open(path)) {
        assertEquals(true, TensorCopy.of(file.tensor("view")).equal(view));
      }
    }
  }

  @Test
  void refusesWhatTheFormatCannotHold() {
    Path path = folder.resolve("complex.safetensors");
    try (var _ = new Scope()) {
      Tensor complex = zeros(new long[] {2}, new TensorOptions(ScalarType.ComplexFloat));
      var refusal =
          assertThrows(
              TorchException.class,
              () -> SafetensorsWriter.write(path, Map.of(), Map.of("phase", complex)));
      assertEquals(
          "tensor \"phase\" holds ComplexFloat, which these files cannot hold",
          refusal.getMessage());
      var named =
          assertThrows(
              TorchException.class,
              () -> SafetensorsWriter.write(path, Map.of(), Map.of("__metadata__", zeros(2))));
      assertEquals(
          "no tensor may be named __metadata__: the format keeps that name", named.getMessage());
      assertFalse(Files.exists(path));
    }
  }

  @Test
  void aFileCutWhileOpenIsASentence() throws IOException {
    long numbers = 1 << 20;
    Path path = folder.resolve("model.safetensors");
    try (var _ = new Scope()) {
      SafetensorsWriter.write(path, Map.of(), Map.of("w", zeros(numbers)));
      try (var file = SafetensorsFile.open(path)) {
        try (var cut = new RandomAccessFile(path.toFile(), "rw")) {
          cut.setLength(4096);
        }
        var refusal = assertThrows(TorchException.class, () -> TensorCopy.of(file.tensor("w")));
        assertEquals(
            "a file of tensors was cut short while it was open; close it, then fetch or save it"
                + " again",
            refusal.getMessage());
      }
    }
  }

  /** All tensors of a file through libtorch into a new one. */
  private Path copy(Path path) {
    Path copy = folder.resolve("copy.safetensors");
    try (var file = SafetensorsFile.open(path);
        var _ = new Scope()) {
      var tensors = new HashMap<String, Tensor>();
      file.tensors().forEach((name, stored) -> tensors.put(name, TensorCopy.of(stored)));
      SafetensorsWriter.write(copy, file.metadata(), tensors);
    }
    return copy;
  }
}
