package dev.fovea.onnx;

import ai.onnxruntime.OrtException;
import dev.fovea.graph.Init;
import dev.fovea.graph.Interpolation;
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
import dev.fovea.torch.Weights;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file, maps of every size: each row is picked from the row that PyTorch picks. */
class NearestTest {
  @TempDir private Path folder;

  @Test
  void everySizeToEveryOther() throws OrtException {
    Wire x = Wire.start("nearest", "x", Shape.image(1));
    Wire like = x.input("like", Shape.image(1));
    Op resize = new Op.ResizeTo(Interpolation.NEAREST, false);
    Network network = x.then("op", resize, like).network("y");
    Path file = folder.resolve("nearest.onnx");
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 0)) {
      OnnxFile.write(file, network, weights, Size.of(1), Map.of());
      try (var engine = Engine.open(file)) {
        for (int from = 1; from < 48; from += 2)
          for (int to = 1; to < 130; to += 3) assertSame(network, weights, engine, from, to);
        assertSame(network, weights, engine, 2, 82); // by division, row 41 would be another one
      }
    }
  }

  private static void assertSame(Network network, Weights weights, Engine engine, int from, int to)
      throws OrtException {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      var inputs = Map.of("x", counted(from, from + 1), "like", counted(to, to + 1));
      Tensor wanted = new Runner(network).run(inputs, weights, Mode.EVAL, (_, _) -> {}).get("y");
      Truth.assertEqual(from + " to " + to, wanted, engine.run(inputs).get("y"), 0);
    }
  }

  private static Tensor counted(int h, int w) {
    var numbers = new float[h * w];
    for (int i = 0; i < numbers.length; i++) numbers[i] = i;
    return Tensors.of(numbers, 1, 1, h, w);
  }
}
