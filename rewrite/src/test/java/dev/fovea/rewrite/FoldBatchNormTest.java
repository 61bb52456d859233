package dev.fovea.rewrite;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBatchNormTest {
  /** How many norms are left: DenseNet's stand in front of convolutions, ViT has none. */
  @ParameterizedTest
  @CsvSource({
    "small, 32, 0",
    "resnet18, 64, 0",
    "resnext50_32x4d, 64, 0",
    "resnet20, 32, 0",
    "densenet121, 64, 62",
    "mobilenet_v2, 64, 0",
    "mobilenet_v3_small, 64, 0",
    "efficientnet_b0, 64, 0",
    "regnet_y_400mf, 64, 0",
    "vit_b_32, 64, 0"
  })
  void wholeNetworksAnswerAsBefore(String name, int px, int left) {
    Network network = Zoo.network(name, Options.of(5).withSize(px));
    Network folded = assertSame(network, 2, 3, px, px);
    assertEquals(left, norms(folded));
  }

  @Test
  void transposedConvolutionsInGroups() {
    var conv =
        new Op.ConvTranspose2d(
            4,
            6,
            new Size(3, 2),
            new Size(2, 3),
            new Size(1, 0),
            new Size(1, 2),
            new Size(2, 1),
            2,
            true);
    Network network = Wire.image("transposed", 4).then("conv", conv).norm("bn").network("y");
    assertEquals(conv, op(assertSame(network, 2, 4, 3, 5), "conv"));
  }

  @Test
  void linearLayersOfVectorsAndMaps() {
    Network vector =
        Wire.start("vector", "x", new Shape.Vector(5))
            .then("fc", new Op.Linear(5, 3, false))
            .norm("bn")
            .network("y");
    assertEquals(new Op.Linear(5, 3, true), op(assertSame(vector, 4, 5), "fc"));
    Network map = Wire.image("map", 5).linear("fc", 3).norm("bn").network("y");
    assertEquals(0, norms(assertSame(map, 2, 5, 3, 4)));
  }

  @Test
  void frozenNormsAndOneAfterTheOther() {
    Network network =
        Wire.image("two", 3)
            .conv("conv", 4, 3, 2)
            .then("bn1", new Op.FrozenBatchNorm(4, 0))
            .norm("bn2")
            .relu()
            .network("y");
    Network folded = assertSame(network, 2, 3, 7, 9);
    assertEquals(List.of("conv", "relu"), names(folded));
    assertEquals(List.of("conv.weight", "conv.bias"), List.copyOf(Params.of(folded).keySet()));
  }

  @Test
  void layersThatOthersReadKeepTheirNorm() {
    Wire conv = Wire.image("read", 3).conv("conv", 4, 3, 1);
    assertEquals(1, norms(assertSame(conv.norm("bn").plus(conv).network("y"), 1, 3, 5, 5)));

    Wire asked = Wire.image("asked", 3).conv("conv", 4, 3, 1);
    Wire norm = asked.norm("bn");
    Network outputs =
        norm.network(List.of(new Output("y", norm.name()), new Output("z", asked.name())));
    assertEquals(1, norms(assertSame(outputs, 1, 3, 5, 5)));
  }

  @Test
  void sharedTensorsStayShared() {
    Wire x = Wire.image("shared", 3).conv("first", 3, 3, 1).within("a", FoldBatchNormTest::part);
    Network network = x.within("b", "a", FoldBatchNormTest::part).network("y");
    Network folded = assertSame(network, 1, 3, 5, 5);
    assertEquals(2, norms(folded));
    assertEquals(network, folded);
  }

  @Test
  void normsInFrontOfALayerStay() {
    Network network =
        Wire.image("before", 3).norm("bn1").conv("conv", 4, 1, 1).norm("bn2").network("y");
    assertEquals(List.of("bn1", "conv"), names(assertSame(network, 1, 3, 5, 5)));
  }

  private static Wire part(Wire in) {
    return in.conv("conv", 3, 3, 1).norm("bn");
  }

  /** Folds, and returns the folded network; what was given has not changed. */
  private static Network assertSame(Network network, long... shape) {
    try (var _ = Gradients.off();
        var _ = new Scope();
        Weights weights = weights(network);
        Weights copy = weights.copy();
        Rewritten folded = FoldBatchNorm.fold(network, weights)) {
      var x = Map.of(network.input().name(), randn(shape));
      var before = new Runner(network).run(x, weights, Mode.EVAL, (_, _) -> {});
      var after = new Runner(folded.network()).run(x, folded.weights(), Mode.EVAL, (_, _) -> {});
      assertEquals(before.keySet(), after.keySet());
      before.forEach((name, y) -> assertSame(network.name(), y, after.get(name)));
      copy.tensors()
          .forEach((name, t) -> assertTrue(t.equal(weights.get(name)), name + " has changed"));
      assertEquals(Params.of(folded.network()).keySet(), folded.weights().tensors().keySet());
      return folded.network();
    }
  }

  private static void assertSame(String what, Tensor before, Tensor after) {
    assertArrayEquals(before.shape(), after.shape());
    float[] b = Tensors.toArray(before);
    float[] a = Tensors.toArray(after);
    double largest = 0;
    for (float number : b) largest = Math.max(largest, Math.abs(number));
    for (int i = 0; i < b.length; i++) assertEquals(b[i], a[i], 2e-5 * largest, what);
  }

  /** Norms as after training: scales, shifts and statistics of their own. */
  private static Weights weights(Network network) {
    Weights weights = InitialWeights.of(network, Init.PYTORCH, 3);
    manual_seed(5);
    for (var node : network.nodes()) {
      if (!(node.op() instanceof Op.BatchNorm || node.op() instanceof Op.FrozenBatchNorm)) continue;
      noise(weights.get(Params.fullName(node, "weight")), 0.5);
      noise(weights.get(Params.fullName(node, "running_var")), 0.5);
      noise(weights.get(Params.fullName(node, "bias")), -0.1);
      noise(weights.get(Params.fullName(node, "running_mean")), -0.1);
    }
    return weights;
  }

  private static void noise(Tensor t, double least) {
    t.copy_(rand(t.shape()).add(new Scalar(least)));
  }

  private static int norms(Network network) {
    return (int) network.nodes().stream().filter(n -> n.op() instanceof Op.BatchNorm).count();
  }

  private static List<String> names(Network network) {
    return network.nodes().stream().map(n -> n.name()).toList();
  }

  private static Op op(Network network, String name) {
    return network.nodes().stream()
        .filter(n -> n.name().equals(name))
        .findFirst()
        .orElseThrow()
        .op();
  }
}
