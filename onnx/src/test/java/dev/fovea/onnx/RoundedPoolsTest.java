package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Truth;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pooling that rounds sizes up, over every size from 5x6 to 9x10 pixels. */
class RoundedPoolsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2, 2, 0, 1",
    "3, 2, 0, 1",
    "3, 2, 1, 1",
    "2, 2, 1, 1",
    "2, 3, 0, 1",
    "2, 3, 1, 1",
    "3, 4, 1, 1",
    "5, 3, 2, 1",
    "2, 2, 0, 3",
    "2, 3, 1, 2",
    "3, 5, 1, 1"
  })
  void maximaAreTheRunners(int kernel, int stride, int padding, int dilation) throws OrtException {
    assertSame(
        new Op.MaxPool2d(
            Size.of(kernel), Size.of(stride), Size.of(padding), Size.of(dilation), true));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 0, true", "3, 2, 0, true", "3, 2, 1, true", "2, 2, 1, true", "2, 3, 0, true",
    "3, 4, 1, true", "5, 3, 2, true", "2, 2, 0, false", "3, 2, 1, false", "2, 2, 1, false",
    "3, 4, 1, false", "5, 3, 2, false", "3, 5, 1, true"
  })
  void meansAreTheRunners(int kernel, int stride, int padding, boolean count) throws OrtException {
    assertSame(new Op.AvgPool2d(Size.of(kernel), Size.of(stride), Size.of(padding), true, count));
  }

  @Test
  void onlyPaddingKeepsTheSizeFixed() {
    assertEquals(true, isFree(new Op.MaxPool2d(Size.of(3), Size.of(2), NONE, Size.of(1), true)));
    assertEquals(true, isFree(new Op.AvgPool2d(Size.of(2), Size.of(2), NONE, true, true)));
    assertEquals(
        false, isFree(new Op.MaxPool2d(Size.of(3), Size.of(2), Size.of(1), Size.of(1), true)));
  }

  private static final Size NONE = Size.of(0);

  private boolean isFree(Op op) {
    Network network = Wire.start("free", "x", Shape.image(1)).then("op", op).network("y");
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 0)) {
      Path file = folder.resolve("free.onnx");
      return OnnxFile.write(file, network, weights, Size.of(9), Map.of()).picture().isEmpty();
    }
  }

  private void assertSame(Op op) throws OrtException {
    for (int h = 5; h < 10; h++)
      for (int w = 6; w < 11; w++) {
        var shape = new Shape.Map(1, h, w);
        Network network = Wire.start("pool", "x", shape).then("op", op).network("y");
        Path file = folder.resolve(h + "x" + w + ".onnx");
        try (var _ = Gradients.off();
            var _ = new Scope();
            var weights = InitialWeights.of(network, Init.PYTORCH, 0)) {
          OnnxFile.write(file, network, weights, Size.of(1), Map.of());
          var numbers = new float[2 * h * w];
          for (int i = 0; i < numbers.length; i++) numbers[i] = (float) Math.sin(i * i) - 2;
          var x = Tensors.of(numbers, 2, 1, h, w);
          var wanted = new Runner(network).run(x, weights, Mode.EVAL);
          try (var engine = Engine.open(file)) {
            Truth.assertEqual(
                op + " of " + shape, wanted, engine.run(Map.of("x", x)).get("y"), 1e-5);
          }
        }
      }
  }
}
