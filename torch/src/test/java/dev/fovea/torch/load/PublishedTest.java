package dev.fovea.torch.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.torch.pth.Saved;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published weights answer as in PyTorch; pth.py asked it. */
class PublishedTest {
  @Test
  void resnet20() {
    Network network = Zoo.network("resnet20", Options.of(10));
    Fit fit = answers("resnet20-12fca82f.th", network, "resnet20", 2, 3, 32, 32);
    assertEquals("module.", fit.prefix());
    assertEquals(97, fit.taken());
    assertEquals(19, fit.parts().values().stream().filter(p -> p instanceof Part.Zero).count());
  }

  /** The two files are two trainings of one network, so each is compared with its own. */
  @Test
  void mnistOfEitherFormat() {
    answers("mnist.pt", mnist(), "mnist.pt", 2, 1, 28, 28);
    answers("mnist.safetensors", mnist(), "mnist.safetensors", 2, 1, 28, 28);
  }

  @Test
  void theSameNumbersInEitherFormatGiveTheSameBits(@TempDir Path folder) {
    Path copy = folder.resolve("copy.safetensors");
    try (var file = WeightsFile.open(weights("mnist.pt"));
        var loaded = Load.of(file, mnist())) {
      SafetensorsWriter.write(copy, Map.of(), loaded.weights().tensors());
    }
    assertArrayEquals(
        run(weights("mnist.pt"), mnist(), 2, 1, 28, 28), run(copy, mnist(), 2, 1, 28, 28));
  }

  @Test
  void denoiser() {
    Wire x = Wire.image("dncnn", 1);
    for (int i = 0; i < 32; i += 2) {
      int at = i + 1;
      x = x.convBias("model." + i, 64, 3, 1);
      x = x.then("model." + at, new Op.Activation(ActivationKind.RELU));
    }
    Network network = x.convBias("model.32", 1, 3, 1).network("noise");
    Fit fit = answers("dncnn_25.pth", network, "dncnn", 1, 1, 9, 7);
    assertEquals("", fit.prefix());
  }

  private static Network mnist() {
    Wire x = Wire.start("mnist", "image", new Shape.Map(1, 28, 28));
    int in = 1;
    for (int i = 1; i <= 3; i++) {
      x = x.then("conv" + i, Op.Conv2d.of(in, 8 * i, 3, 1, true).withPadding(Size.of(0)));
      x = x.then("relu" + i, new Op.Activation(ActivationKind.RELU));
      in = 8 * i;
    }
    return x.norm("norm1")
        .then("flatten", new Op.Flatten())
        .linear("fc1", 32)
        .relu()
        .linear("fc2", 10)
        .norm("norm2")
        .network("logits");
  }

  /** Within 1e-5 of the largest number of PyTorch's. */
  private static Fit answers(String file, Network network, String truth, long... shape) {
    float[] got = run(weights(file), network, shape);
    try (var golden = SafetensorsFile.open(Saved.file("published.safetensors"));
        var _ = new Scope()) {
      float[] wanted = Tensors.toArray(TensorCopy.of(golden.tensor(truth)));
      double largest = 0;
      for (float number : wanted) largest = Math.max(largest, Math.abs(number));
      assertTrue(largest > 0);
      assertArrayEquals(wanted, got, (float) (largest * 1e-5));
    }
    try (var open = WeightsFile.open(weights(file))) {
      return Fit.of(open.tensors(), network, Adapt.NOTHING);
    }
  }

  private static float[] run(Path path, Network network, long... shape) {
    try (var file = WeightsFile.open(path);
        var loaded = Load.of(file, network);
        var _ = new Scope()) {
      var pixels = new float[(int) (shape[0] * shape[1] * shape[2] * shape[3])];
      for (int i = 0; i < pixels.length; i++) pixels[i] = (float) (i * 37L % 256) / 255;
      var image = Tensors.of(pixels, shape);
      return Tensors.toArray(new Runner(network).run(image, loaded.weights(), Mode.EVAL));
    }
  }

  private static Path weights(String name) {
    Path file = Path.of(System.getProperty("fovea.shared"), "data/weights", name);
    assumeTrue(Files.exists(file), "the shared data are not there: no published weights to load");
    return file;
  }
}
