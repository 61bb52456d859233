package dev.fovea.torch.pth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What torch.save wrote is read as PyTorch reads it. */
class PthFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"rich-zip.pth", "rich-legacy.pth"})
  void everyTypeAndLayout(String name) {
    try (var file = PthFile.open(Saved.file(name), Optional.empty());
        var truth = SafetensorsFile.open(Saved.file("rich.safetensors"));
        var _ = new Scope()) {
      assertEquals(22, file.tensors().size());
      assertEquals(truth.tensors().keySet(), java.util.Set.copyOf(file.tensors().keySet()));
      truth
          .tensors()
          .forEach((key, expected) -> {
            Tensor wanted = TensorCopy.of(expected);
            Tensor got = TensorCopy.of(file.tensors().get(key));
            assertEquals(wanted.scalar_type().intern(), got.scalar_type().intern(), key);
            assertArrayEquals(wanted.shape(), got.shape(), key);
            assertArrayEquals(numbers(wanted), numbers(got), key);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny-zip-2",
        "tiny-zip-3",
        "tiny-zip-4",
        "tiny-zip-5",
        "tiny-legacy-2",
        "tiny-legacy-3",
        "tiny-legacy-4",
        "tiny-legacy-5",
        "numpy",
        "numpy-5"
      })
  void everyProtocol(String name) {
    try (var file = PthFile.open(Saved.file(name + ".pth"), Optional.empty());
        var _ = new Scope()) {
      assertEquals(List.of("fc.weight", "fc.bias"), List.copyOf(file.tensors().keySet()));
      assertArrayEquals(new float[] {1.5f, -2}, numbers(file, "fc.weight"));
      assertArrayEquals(new float[] {0.25f}, numbers(file, "fc.bias"));
      var format = name.contains("legacy") ? PthFile.Format.LEGACY : PthFile.Format.ZIP;
      assertEquals(format, file.format());
    }
  }

  @Test
  void wrappersAreLookedThroughAndTheMovingAverageIsPreferred() {
    var path = Saved.file("wrapped.pth");
    try (var file = PthFile.open(path, Optional.empty());
        var _ = new Scope()) {
      assertEquals("model_ema", file.wrapper());
      assertEquals(List.of("model_ema", "model", "odd"), file.wrappers());
      assertEquals("{epoch=3, best=0.75}", file.facts().toString());
      assertArrayEquals(new float[] {2.5f, -1}, numbers(file, "module.fc.weight"));
    }
    try (var file = PthFile.open(path, Optional.of("model"));
        var _ = new Scope()) {
      assertArrayEquals(new float[] {1.5f, -2}, numbers(file, "module._orig_mod.fc.weight"));
    }
    try (var file = PthFile.open(path, Optional.of("odd"));
        var _ = new Scope()) {
      assertArrayEquals(new float[] {3}, numbers(file, "parameter"));
      assertArrayEquals(new float[] {4}, numbers(file, "tensor"));
    }
  }

  @Test
  void numbersOfNumpyAreNumbers() {
    try (var two = PthFile.open(Saved.file("numpy.pth"), Optional.empty());
        var five = PthFile.open(Saved.file("numpy-5.pth"), Optional.empty())) {
      assertEquals("{best=0.5, n=7}", two.facts().toString());
      assertEquals("{best=0.5, n=true}", five.facts().toString());
    }
  }

  @Test
  void viewsOfStoragesAsBeforePyTorch04() {
    try (var file = PthFile.open(Saved.file("old-view.pth"), Optional.empty());
        var _ = new Scope()) {
      assertArrayEquals(new float[] {1, 2}, numbers(file, "a"));
      assertArrayEquals(new float[] {3, 4, 5}, numbers(file, "b"));
    }
  }

  private static float[] numbers(PthFile file, String name) {
    return numbers(TensorCopy.of(file.tensors().get(name)));
  }

  private static float[] numbers(Tensor tensor) {
    return Tensors.toArray(tensor.to(ScalarType.Float));
  }
}
