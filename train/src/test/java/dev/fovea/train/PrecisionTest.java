package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.Autocast;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Processor;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where bf16 is, and where it begins and ends; OptimiserTest has its steps beside PyTorch's. */
class PrecisionTest {
  @TempDir Path folder;

  @Test
  void theRegionEndsAndForgetsTheWeightsThatItRounded() {
    var runner = new Runner(Tiny.plain());
    try (Weights weights = Tiny.weights(Tiny.plain());
        var _ = new Scope()) {
      for (Tensor t : weights.tensors().values()) {
        var _ = t.set_requires_grad(true);
      }
      Tensor x = torch.ones(1, 3, 8, 8);
      Tensor before = rounded(runner, x, weights);
      assertEquals(ScalarType.BFloat16, before.scalar_type().intern());
      assertEquals(ScalarType.Float, runner.run(x, weights, Mode.EVAL).scalar_type().intern());
      try (var _ = Gradients.off()) {
        for (Tensor t : weights.tensors().values()) {
          var _ = t.add_(new Scalar(1));
        }
      }
      Tensor after = rounded(runner, x, weights).to(Tensors.FLOAT);
      Tensor exact = runner.run(x, weights, Mode.EVAL);
      double apart = after.sub(exact).abs().max().item_double();
      assertTrue(apart < 0.02 * exact.abs().max().item_double(), "stale weights: " + apart);
    }
  }

  private static Tensor rounded(Runner runner, Tensor x, Weights weights) {
    try (var _ = Autocast.to(Precision.BF16, Tiny.CPU)) {
      return runner.run(x, weights, Mode.EVAL);
    }
  }

  @Test
  void whatTheProcessorHasIsReadFromItsFlags() throws IOException {
    Path cpuinfo = folder.resolve("cpuinfo");
    assertFalse(Processor.of(cpuinfo).bf16());
    Files.writeString(cpuinfo, "model name: x\nflags\t\t: fpu avx2 avx512_bf16\n");
    assertTrue(Processor.of(cpuinfo).bf16());
    Files.writeString(cpuinfo, "flags\t\t: fpu avx2 amx_bf16_not\n");
    assertFalse(Processor.of(cpuinfo).bf16());
  }
}
