package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** By hand; whole networks against PyTorch are task's GradCamGoldenTest. */
class GradCamTest {
  /**
   * Two channels, seen through a linear layer of slopes 1 and -2 (class 1) over the mean of four
   * places: each channel counts a quarter of that.
   */
  @Test
  void isWhatTheEquationsSayByHand() {
    Network network = Wire.image("tiny", 2).relu().average().linear("fc", 2).network("logits");
    try (var _ = new Scope();
        var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      float[] slopes = {5, 5, 1, -2};
      weights.replace("fc.weight", Scope.keep(Tensors.of(slopes, 2, 2)));
      Tensor image = Tensors.of(new float[] {1, 2, 3, -4, 0, 2, 1, 1}, 1, 2, 2, 2);
      Tensor found = GradCam.of(network, 2, 2).of(image, new int[] {1}, weights);
      assertArrayEquals(new float[] {0.25f, 0, 0.25f, 0}, Tensors.toArray(found), 1e-6f);
    }
  }

  @Test
  void aNetworkWithoutAMapIsRefused() {
    Network network = Wire.image("flat", 1).average().linear("fc", 2).network("logits");
    var refused = assertThrows(TorchException.class, () -> GradCam.of(network, 8, 8));
    assertEquals(
        "flat has no map of more than one place in pictures of 8 x 8 px, so Grad-CAM has nothing"
            + " to look at; ask for occlusion",
        refused.getMessage());
  }
}
