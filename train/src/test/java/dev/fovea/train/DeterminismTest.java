package dev.fovea.train;

import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Axis;
import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.PadMode;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  /** Every op there is, one after the other; [n, 4, 8, 8] to [n, 3]. */
  private static Network everyOp() {
    Wire image = Wire.image("every", 4);
    Wire x = image.convBias("conv", 8, 3, 1).norm("bn").relu();
    x = x.then("frozen", new Op.FrozenBatchNorm(8, 1e-5));
    x = x.then("group", new Op.GroupNorm(2, 8, 1e-5)).then("layer", new Op.LayerNorm(8, 1e-5));
    x = x.then("leaky", new Op.LeakyRelu(0.1));
    for (ActivationKind kind : ActivationKind.values()) x = x.activation(kind).plus(x);
    x = x.then("reflect", new Op.Pad(1, 2, 1, 2, PadMode.REFLECT));
    x = x.then("replicate", new Op.Pad(1, 1, 1, 1, PadMode.REPLICATE)).maxPool(3, 2, 1);
    x = x.then("avg", Op.AvgPool2d.of(3, 1, 1));
    x = x.then("bilinear", new Op.Resize(Size.of(2), Interpolation.BILINEAR, false));
    x = x.then("adaptive", new Op.AdaptiveAvgPool2d(new Size(5, 4)));
    x = x.then("greatest", new Op.AdaptiveMaxPool2d(new Size(4, 4)));
    x = x.then("bicubic", new Op.Resize(Size.of(2), Interpolation.BICUBIC, false));
    x = x.then("nearest", new Op.Resize(Size.of(2), Interpolation.NEAREST, false));
    x = x.then("like", new Op.ResizeTo(Interpolation.BILINEAR, true), image);
    x = x.then("up", Op.ConvTranspose2d.of(8, 8, 2, 2, 0, true));
    x = x.then("shuffle", new Op.PixelShuffle(2)).then("more", new Op.PadChannels(1, 1));
    Wire part = x.then("slice", new Op.Slice(Axis.CHANNELS, 1, 3));
    x = x.concat(part).then("softmax", new Op.Softmax()).dropout(0.2);
    Wire scale = x.parameter("scale", List.of(6, 1, 1), new Shape.Map(6, 1, 1));
    x = x.times(scale).then("depth", new Op.StochasticDepth(0.3));
    x = x.plus(x.then("detach", new Op.Detach()));
    x = x.then("small", new Op.AdaptiveAvgPool2d(Size.of(2))).then("flat", new Op.Flatten());
    x = x.then("unflat", new Op.Unflatten(6, 2, 2));
    x = x.then("windows", new Op.WindowAttention(6, Size.of(2), Size.of(1), 2));
    x = x.then("merge", new Op.PatchMerge()).then("tokens", new Op.ToTokens());
    x = x.then("attention", new Op.MultiheadAttention(24, 2)).then("first", new Op.Select(0));
    return x.linear("fc", 3).network("logits");
  }

  @Test
  void everyOpGivesTheSameBitsForwardsAndBackwards() {
    Determinism.on();
    assertTrue(globalContext().deterministicAlgorithms());
    Network network = everyOp();
    var drawn = new HashSet<Class<?>>();
    network.nodes().forEach(node -> drawn.add(node.op().getClass()));
    var ops = Arrays.stream(Op.class.getPermittedSubclasses()).filter(Class::isRecord).toList();
    assertEquals(new HashSet<>(ops), drawn);
    var first = answersAndGradients(network);
    var second = answersAndGradients(network);
    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bits) -> assertArrayEquals(bits, second.get(name), name));
  }

  private static Map<String, float[]> answersAndGradients(Network network) {
    var found = new LinkedHashMap<String, float[]>();
    try (var weights = Tiny.weights(network);
        var _ = new Scope()) {
      Tiny.spread(weights);
      manual_seed(4);
      var x = randn(2, 4, 8, 8);
      Params.of(network)
          .forEach((name, param) ->
              weights.get(name).set_requires_grad(param.role() == Param.Role.PARAMETER));
      var answers = new Runner(network).run(x, weights, Mode.TRAIN);
      found.put("answers", Tensors.toArray(answers));
      answers.square().sum().backward();
      weights
          .tensors()
          .forEach((name, tensor) -> {
            if (tensor.grad().defined()) found.put(name, Tensors.toArray(tensor.grad()));
          });
    }
    return found;
  }
}
