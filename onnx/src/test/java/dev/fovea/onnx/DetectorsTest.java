package dev.fovea.onnx;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Size;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Truth;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detectors, norms folded: ONNX Runtime gives every map as the runner does unfolded. */
class DetectorsTest {
  @TempDir private Path scratch;

  /** Two sizes each; pyramids take odd ones. */
  @ParameterizedTest
  @CsvSource({
    "yolo-n, 96, 160",
    "yolo-mobilenet_v3_small, 64, 96",
    "fcos-resnet18, 75, 131",
    "retinanet-mobilenet_v2, 75, 131",
    "fcos_resnet50_fpn, 65, 96"
  })
  void answersAsTheRunner(String name, int height, int width) throws OrtException {
    Drawing drawing = Detectors.of(name, DetectorOptions.of(4));
    try (var weights = weights(drawing)) {
      assertSame(drawing.network(), weights, height, width);
    }
  }

  /** Half of the heads go where one answers alone, and no norm is left. */
  @Test
  void theHeadOfOneAnswerAlone() throws OrtException {
    Drawing drawing = Detectors.of("yolo-n", DetectorOptions.of(4));
    String[] one =
        drawing.network().outputs().stream()
            .map(Output::name)
            .filter(name -> name.contains(".one."))
            .toArray(String[]::new);
    Network alone = drawing.network().only(one);
    try (var weights = weights(drawing);
        var folded = FoldBatchNorm.fold(alone, weights)) {
      assertEquals(6, folded.network().outputs().size());
      assertTrue(folded.network().nodes().stream().noneMatch(n -> n.op() instanceof Op.BatchNorm));
      assertSame(alone, weights, 64, 64);
    }
  }

  private void assertSame(Network network, Weights weights, int height, int width)
      throws OrtException {
    Path file = scratch.resolve(network.name() + ".onnx");
    try (var folded = FoldBatchNorm.fold(network, weights)) {
      var written = OnnxFile.write(file, folded.network(), folded.weights(), Size.of(64), Map.of());
      assertTrue(written.picture().isEmpty());
    }
    try (var engine = Engine.open(file);
        var _ = new Scope();
        var _ = Gradients.off()) {
      for (long n = 1; n <= 2; n++) {
        Map<String, Tensor> x = Map.of("image", randn(n, 3, height, n * width));
        var wanted = new Runner(network).run(x, weights, Mode.EVAL, (_, _) -> {});
        var got = engine.run(x);
        assertEquals(wanted.keySet(), got.keySet());
        wanted.forEach((map, value) -> Truth.assertEqual(map, value, got.get(map), 1e-4));
      }
    }
  }

  /** As a network starts, yet with no tensor at rest. */
  private static Weights weights(Drawing drawing) {
    Weights weights = InitialWeights.of(drawing.network(), drawing.init(), 7);
    manual_seed(5);
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      weights
          .tensors()
          .forEach((name, t) -> {
            if (!t.is_floating_point()) return;
            Tensor noise = randn(t.shape()).mul(new Scalar(0.02));
            t.add_(name.endsWith("running_var") ? noise.abs() : noise);
          });
    }
    return weights;
  }
}
