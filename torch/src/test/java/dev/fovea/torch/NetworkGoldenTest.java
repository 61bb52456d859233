package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole networks answer as torchvision's do, with weights that follow from a rule. */
class NetworkGoldenTest {
  private static final double RUNNING_STATISTICS = 1e-5;

  /** Norms of twelve numbers a channel amplify rounding; PyTorch's own float32 is 4e-5 off. */
  private static final double BATCH_STATISTICS = 1e-3;

  /** PyTorch's own float32 is 2e-3 off. */
  private static final double GRADIENTS = 1e-2;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet18",
        "resnet50",
        "resnext50_32x4d",
        "wide_resnet50_2",
        "densenet121",
        "mobilenet_v2",
        "mobilenet_v3_small",
        "efficientnet_b0",
        "convnext_tiny",
        "swin_t",
        "vgg11_bn"
      })
  void answersAsTorchvisionDoes(String name) {
    Network network = Zoo.network(name, Options.of(10).withDropout(0).withStochasticDepth(0));
    var runner = new Runner(network);
    try (var _ = new Scope();
        var truth = Truth.open("networks.safetensors");
        var weights = weights(network)) {
      Tensor image = truth.tensor("image");
      truth.assertEqual(name + "/eval", runner.run(image, weights, Mode.EVAL), RUNNING_STATISTICS);
      Tensor logits = runner.run(image, weights, Mode.TRAIN);
      truth.assertEqual(name + "/train", logits, BATCH_STATISTICS);
      logits.mul(Upstream.of(logits)).sum().backward();
      truth.assertEqual(name + "/g", gradientNorms(network, weights), GRADIENTS);
      Params.of(network)
          .forEach((key, param) -> {
            if (key.endsWith("num_batches_tracked")) assertEquals(1, weights.get(key).item_long());
          });
    }
  }

  /** In the alphabetical order of the names. */
  private static Tensor gradientNorms(Network network, Weights weights) {
    List<String> names =
        Params.of(network).entrySet().stream()
            .filter(e -> e.getValue().role() == Param.Role.PARAMETER)
            .map(e -> e.getKey())
            .sorted()
            .toList();
    var norms = new float[names.size()];
    for (int i = 0; i < norms.length; i++)
      norms[i] = weights.get(names.get(i)).grad().norm().item_float();
    return Tensors.of(norms, norms.length);
  }

  /** Numbers by the rule; whole numbers, batches counted or places in a table, as they start. */
  private static Weights weights(Network network) {
    Weights weights = InitialWeights.of(network, Init.PYTORCH, 1);
    Params.of(network)
        .forEach((name, param) -> {
          if (param.dtype() != Dtype.INT64) weights.replace(name, Scope.keep(byRule(name, param)));
        });
    return weights;
  }

  /** rule() of networks.py. */
  private static Tensor byRule(String name, Param param) {
    long[] shape = param.shape().stream().mapToLong(d -> d).toArray();
    float[] numbers = spread(name, Math.toIntExact(param.size()));
    if (shape.length > 1) {
      float scale = (float) Math.sqrt(3 / ((double) param.size() / shape[0]));
      for (int i = 0; i < numbers.length; i++) numbers[i] *= scale;
    } else {
      int middle = name.endsWith("running_var") || name.endsWith("weight") ? 1 : 0;
      for (int i = 0; i < numbers.length; i++) numbers[i] = middle + numbers[i] / 4;
    }
    Tensor tensor = Tensors.of(numbers, shape);
    return tensor.set_requires_grad(param.role() == Param.Role.PARAMETER);
  }

  private static float[] spread(String name, int count) {
    int start = 0;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) start += b * (int) 2654435761L;
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      int x = i + start;
      x = (x ^ (x >>> 16)) * 0x7feb352d;
      x = (x ^ (x >>> 15)) * 0x846ca68b;
      numbers[i] = (float) ((x ^ (x >>> 16)) >>> 8) / (1 << 23) - 1;
    }
    return numbers;
  }
}
