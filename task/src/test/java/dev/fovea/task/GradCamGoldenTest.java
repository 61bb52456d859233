package dev.fovea.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Network;
import dev.fovea.torch.GradCam;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evidence that PyTorch's hooks find at the same layer of the same weights (gradcam.py). */
class GradCamGoldenTest {
  private static final int PX = 96;

  /** Relative to the largest number; float32 here against float64 there. */
  private static final double CLOSE = 2e-4;

  @ParameterizedTest
  @CsvSource({
    "resnet18, layer4.1.relu_2",
    "densenet121, relu",
    "mobilenet_v3_small, features.12.hardswish",
    "efficientnet_b0, features.8.silu",
    "regnet_y_400mf, trunk_output.block4.block4-5.relu",
    "convnext_tiny, features.7.2.add",
    "swin_t, norm",
    "vit_b_32, encoder.layers.encoder_layer_10.add_2",
    "vgg11_bn, features.28"
  })
  void findsTheEvidenceThatPyTorchFinds(String name, String node) {
    Network network =
        Zoo.network(name, Options.of(10).withSize(PX).withDropout(0).withStochasticDepth(0));
    try (var _ = new Scope();
        var golden = Rule.golden("gradcam.safetensors");
        var weights = Rule.weights(network, ScalarType.Float)) {
      var cam = GradCam.of(network, PX, PX);
      assertEquals(node, cam.last().node());
      Tensor found = cam.of(Rule.images(2, PX), new int[] {3, 8}, weights);
      float[] wanted = Tensors.toArray(TensorCopy.of(golden.tensor(name)));
      assertArrayEquals(new long[] {2, 3, 3}, found.shape());
      double largest = 0;
      for (float number : wanted) largest = Math.max(largest, number);
      float[] got = Tensors.toArray(found);
      for (int i = 0; i < wanted.length; i++)
        assertEquals(wanted[i], got[i], CLOSE * largest, name + ", number " + i);
    }
  }
}
