package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import dev.fovea.graph.Input;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.OpCase;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Truth;
import dev.fovea.torch.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every op in many settings: ONNX Runtime answers as the runner and as PyTorch. With {@code
 * -Dfovea.onnx.keep=FOLDER} the files stay there, for src/test/python/check.py.
 */
class EveryOpTest {
  private static final double TOLERANCE = 1e-5;

  @AutoClose private static final Truth truth = Truth.open("ops.safetensors");

  @TempDir private Path folder;

  /** What runs outside of training. */
  static Stream<OpCase> cases() {
    return OpCase.all().filter(c -> c.mode() == Mode.EVAL);
  }

  @Test
  void everyOpHasACase() {
    assertEquals(
        Set.of(Op.class.getPermittedSubclasses()),
        cases().map(c -> c.op().getClass()).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsPyTorchDoes(OpCase c) throws OrtException {
    Path file = file(c.name());
    try (var _ = Gradients.off();
        var _ = new Scope();
        var weights = c.weights(truth)) {
      OnnxFile.write(file, c.network(), weights, Size.of(1), Map.of());
      try (var engine = Engine.open(file)) {
        truth.assertEqual(c.name() + "/y", engine.run(c.entering(truth)).get("y"), TOLERANCE);
      }
    }
  }

  /** Drawn for any size, where the op can be: twice the batch, pictures of three sizes. */
  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheRunnerAtOtherSizes(OpCase c) throws OrtException {
    Path file = file(c.name() + ".free");
    Network free = free(c.network());
    try (var _ = Gradients.off();
        var _ = new Scope();
        var weights = c.weights(truth)) {
      Map<String, Tensor> inputs = c.entering(truth);
      Tensor first = inputs.get("0");
      Size size =
          first.dim() == 4 ? new Size((int) first.size(2), (int) first.size(3)) : Size.of(1);
      var written = OnnxFile.write(file, free, weights, size, Map.of());
      try (var engine = Engine.open(file)) {
        assertSame(c, free, weights, engine, twice(inputs));
        if (written.picture().isPresent()) return;
        assertSame(c, free, weights, engine, padded(inputs, 1, 2));
        assertSame(c, free, weights, engine, padded(inputs, 2, 5));
      }
    }
  }

  private Path file(String name) {
    return Path.of(System.getProperty("fovea.onnx.keep", folder.toString()), name + ".onnx");
  }

  private static void assertSame(
      OpCase c, Network network, Weights weights, Engine engine, Map<String, Tensor> inputs)
      throws OrtException {
    var wanted = new Runner(network).run(inputs, weights, Mode.EVAL, (_, _) -> {});
    Truth.assertEqual(c.name(), wanted.get("y"), engine.run(inputs).get("y"), TOLERANCE);
  }

  private static Network free(Network network) {
    List<Input> inputs = network.inputs().stream().map(EveryOpTest::free).toList();
    return new Network(network.name(), inputs, network.nodes(), network.outputs());
  }

  /** Maps of one row or column are repeated, so they keep their size. */
  private static Input free(Input input) {
    return input.shape() instanceof Shape.Map m && m.h() > 1
        ? new Input(input.name(), Shape.image(m.c()))
        : input;
  }

  private static Map<String, Tensor> twice(Map<String, Tensor> inputs) {
    var all = new HashMap<String, Tensor>();
    inputs.forEach((name, x) -> all.put(name, x.repeat(repeats(x, 2, 1, 1))));
    return all;
  }

  /** Pictures with more rows and columns; all else as it is. */
  private static Map<String, Tensor> padded(Map<String, Tensor> inputs, int rows, int columns) {
    var all = new HashMap<String, Tensor>();
    inputs.forEach((name, x) -> all.put(name, x));
    all.replaceAll((_, x) ->
        x.dim() == 4 && x.size(2) > 1
            ? x.repeat(repeats(x, 1, 2, 2))
                .narrow(2, 0, Math.min(2 * x.size(2), x.size(2) + rows))
                .narrow(3, 0, Math.min(2 * x.size(3), x.size(3) + columns))
            : x);
    return all;
  }

  private static long[] repeats(Tensor x, long batch, long rows, long columns) {
    return switch ((int) x.dim()) {
      case 4 -> new long[] {batch, 1, rows, columns};
      case 3 -> new long[] {batch, 1, 1};
      default -> new long[] {batch, 1};
    };
  }
}
