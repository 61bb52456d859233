package dev.fovea.task;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsFile;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Millions of numbers that Java and Python both know: spread() and rule() of networks.py. */
public final class Rule {
  private Rule() {}

  /** A file that a script of src/test/python wrote. */
  public static SafetensorsFile golden(String name) {
    try {
      return SafetensorsFile.open(Path.of(Rule.class.getResource(name).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some colour pictures, [n, 3, px, px]. */
  static Tensor images(int n, int px) {
    return Tensors.of(spread("image", n * 3 * px * px), n, 3, px, px);
  }

  /** Numbers by the rule; whole numbers, batches counted or places in a table, as they start. */
  public static Weights weights(Network network, ScalarType type) {
    Weights weights = InitialWeights.of(network, Init.PYTORCH, 1);
    Params.of(network)
        .forEach((name, param) -> {
          if (param.dtype() == Dtype.INT64) return;
          try (var _ = new Scope()) {
            weights.replace(name, Scope.keep(byRule(name, param).to(type)));
          }
        });
    return weights;
  }

  /** rule() of networks.py, in float32. */
  static Tensor byRule(String name, Param param) {
    long[] shape = param.shape().stream().mapToLong(d -> d).toArray();
    float[] numbers = spread(name, Math.toIntExact(param.size()));
    if (shape.length > 1) {
      float scale = (float) Math.sqrt(3 / ((double) param.size() / shape[0]));
      for (int i = 0; i < numbers.length; i++) numbers[i] *= scale;
    } else {
      int middle = name.endsWith("running_var") || name.endsWith("weight") ? 1 : 0;
      for (int i = 0; i < numbers.length; i++) numbers[i] = middle + numbers[i] / 4;
    }
    return Tensors.of(numbers, shape);
  }

  /** As many numbers from -1 to 1. */
  public static float[] spread(String name, int count) {
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
