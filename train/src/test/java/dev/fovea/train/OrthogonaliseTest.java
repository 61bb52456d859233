package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Muon's matrices, side by side on several threads. */
class OrthogonaliseTest {
  private static final long[][] SHAPES = {{96, 64, 3, 3}, {256, 400}, {64, 700}, {300, 200}};

  /** Large enough that libtorch and OpenBLAS would share each out to threads of their own. */
  private static float[] orthogonal(int threads) {
    int before = Threads.count();
    Threads.use(threads);
    try (var _ = new Scope();
        var weights = weights();
        var flat = new Flat(weights, List.copyOf(weights.tensors().keySet()))) {
      flat.orthogonalise(flat.values());
      return Tensors.toArray(flat.values());
    } finally {
      Threads.use(before);
    }
  }

  private static Weights weights() {
    var random = new SplittableRandom(3);
    var tensors = new LinkedHashMap<String, Tensor>();
    for (long[] shape : SHAPES) {
      long size = 1;
      for (long d : shape) size *= d;
      var numbers = new float[(int) size];
      for (int i = 0; i < size; i++) numbers[i] = (float) random.nextDouble(-1, 1);
      tensors.put("m" + tensors.size(), Scope.keep(Tensors.of(numbers, shape)));
    }
    return Weights.of(tensors);
  }

  @Test
  void threadsDoNotShow() {
    float[] alone = orthogonal(1);
    for (int i = 0; i < 3; i++) assertArrayEquals(alone, orthogonal(4));
    double square = 0;
    for (int i = 0; i < 96 * 576; i++) square += alone[i] * alone[i];
    assertEquals(0.2, Math.sqrt(square / (96 * 576)), 0.1, "the root mean square");
  }
}
