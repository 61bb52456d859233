package dev.fovea.onnx;

import static org.bytedeco.pytorch.global.torch.randn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Size;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Truth;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Dcgan;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.UNet;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The smallest member of every family, its norms folded: ONNX Runtime answers as the runner does
 * unfolded, for batches of one and three and pictures of two sizes. With {@code
 * -Dfovea.onnx.keep=FOLDER} the files stay there, for src/test/python/check.py.
 */
class FamiliesTest {
  private static final double TOLERANCE = 1e-4;

  /** Families whose networks are written for one size of pictures. */
  private static final Set<String> FIXED = Set.of("ViT", "Swin", "VGG");

  @TempDir private Path scratch;

  static Iterable<Family> families() {
    return Zoo.families();
  }

  @ParameterizedTest
  @MethodSource("families")
  void answersAsTheRunner(Family family) throws OrtException {
    Family.Member member = family.members().getFirst();
    int px = Math.min(64, member.sizePx());
    Network network = Zoo.network(member.name(), Options.of(5).withSize(px));
    boolean fixed = FIXED.contains(family.name());
    try (var weights = weights(network, family.init())) {
      var written = write(network, weights, Size.of(px));
      assertEquals(fixed, written.picture().isPresent(), family.name());
      try (var engine = Engine.open(written.file())) {
        assertSame(network, weights, engine, 1, 3, px, px);
        assertSame(network, weights, engine, 3, 3, px, px);
        if (!fixed) assertSame(network, weights, engine, 2, 3, px + 13, px + 6);
      }
    }
  }

  @Test
  void aSegmenterAnswersAsTheRunner() throws OrtException {
    Network network = UNet.draw(3, 2, 8);
    try (var weights = weights(network, Init.PYTORCH)) {
      var written = write(network, weights, Size.of(64));
      try (var engine = Engine.open(written.file())) {
        assertSame(network, weights, engine, 1, 3, 64, 48);
        assertSame(network, weights, engine, 2, 3, 80, 96);
      }
    }
  }

  @Test
  void aGeneratorAnswersAsTheRunner() throws OrtException {
    Network network = Dcgan.generator(10, 8, 3);
    try (var weights = weights(network, Dcgan.INIT)) {
      var written = write(network, weights, Size.of(64));
      try (var engine = Engine.open(written.file());
          var _ = new Scope()) {
        assertSame(network, weights, engine, random(3, 10));
      }
    }
  }

  private OnnxFile.Written write(Network network, Weights weights, Size size) {
    Path folder = Path.of(System.getProperty("fovea.onnx.keep", scratch.toString()));
    Path file = folder.resolve(network.name() + ".onnx");
    try (var folded = FoldBatchNorm.fold(network, weights)) {
      return OnnxFile.write(file, folded.network(), folded.weights(), size, Map.of());
    }
  }

  private static void assertSame(
      Network network, Weights weights, Engine engine, int n, int c, int h, int w)
      throws OrtException {
    try (var _ = new Scope()) {
      assertSame(network, weights, engine, random(n, c, h, w));
    }
  }

  private static void assertSame(Network network, Weights weights, Engine engine, Tensor x)
      throws OrtException {
    try (var _ = Gradients.off()) {
      Tensor wanted = new Runner(network).run(x, weights, Mode.EVAL);
      Tensor got =
          engine.run(Map.of(network.input().name(), x)).get(network.outputs().getFirst().name());
      Truth.assertEqual(network.name(), wanted, got, TOLERANCE);
    }
  }

  /** As a network starts, yet with no tensor at rest: norms scale and shift, heads answer. */
  private static Weights weights(Network network, Init init) {
    Weights weights = InitialWeights.of(network, init, 7);
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

  private static Tensor random(long... shape) {
    long count = 1;
    for (long d : shape) count *= d;
    var numbers = new float[Math.toIntExact(count)];
    var dice = new Random(count);
    for (int i = 0; i < numbers.length; i++) numbers[i] = (float) dice.nextGaussian();
    return Tensors.of(numbers, shape);
  }
}
