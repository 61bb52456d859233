package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Segments;
import dev.fovea.graph.Shapes;
import dev.fovea.torch.Devices;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Retrace;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of every family, run again on their way back beside run as they are. */
class RetraceTest {
  private static final int PX = 64;

  /** Gradients of values with three readers, and of factors of a channel, in another order. */
  private static final Set<String> REORDERED = Set.of("densenet121", "convnext_tiny");

  /** The answer, every gradient, every statistic, and how the dice lie afterwards. */
  private static Map<String, float[]> learned(Network network, Weights weights, boolean again) {
    var numbers = new LinkedHashMap<String, float[]>();
    Device cpu = Devices.of("cpu");
    try (Weights own = weights.copy();
        var _ = new Scope()) {
      own.tensors()
          .forEach((name, tensor) -> {
            if (tensor.is_floating_point() && !name.contains("running_"))
              tensor.set_requires_grad(true);
          });
      torch.manual_seed(5);
      Tensor input = torch.randn(2, 3, PX, PX);
      if (again) {
        var retrace = new Retrace(network, Shapes.of(network, PX, PX), Precision.FLOAT32, cpu);
        var pass = retrace.run(input, own, Mode.TRAIN);
        numbers.put("answer", Tensors.toArray(pass.answer()));
        pass.answer().square().mean().backward();
        pass.back();
      } else {
        Tensor answer = new Runner(network).run(input, own, Mode.TRAIN);
        numbers.put("answer", Tensors.toArray(answer));
        answer.square().mean().backward();
      }
      own.tensors()
          .forEach((name, tensor) ->
              numbers.put(
                  name,
                  Tensors.toArray(
                      (tensor.requires_grad() ? tensor.grad() : tensor).to(Tensors.FLOAT))));
      numbers.put("dice", Tensors.toArray(torch.rand(1)));
    }
    return numbers;
  }

  /** The largest by size. */
  private static float most(float[] numbers) {
    float most = Float.MIN_NORMAL;
    for (float number : numbers) most = Math.max(most, Math.abs(number));
    return most;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "small",
        "resnet20",
        "resnet18",
        "resnet50",
        "resnext50_32x4d",
        "densenet121",
        "mobilenet_v2",
        "mobilenet_v3_small",
        "efficientnet_b0",
        "convnext_tiny",
        "swin_t"
      })
  void everyFamilyLearnsTheSame(String name) {
    var options = Options.of(7).withDropout(0.2);
    Network network = Zoo.network(name, options);
    List<Network> segments = Segments.of(network, Shapes.of(network, PX, PX));
    assertTrue(segments.size() > 2, "segments: " + segments.size());
    try (Weights weights = InitialWeights.of(network, Zoo.family(name).init(), 1)) {
      var plain = learned(network, weights, false);
      var again = learned(network, weights, true);
      assertEquals(plain.keySet(), again.keySet());
      boolean reordered = REORDERED.contains(name);
      plain.forEach((key, numbers) -> {
        if (reordered) assertArrayEquals(numbers, again.get(key), 1e-4f * most(numbers), key);
        else assertArrayEquals(numbers, again.get(key), key);
      });
    }
  }
}
