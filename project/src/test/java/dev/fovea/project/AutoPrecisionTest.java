package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Network;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoPrecisionTest {
  private static final Recipe AUTO =
      Recipe.classify(Path.of("/data")).with("model.size", "128").with("train.precision", "auto");

  private static Network network(String name) {
    return Zoo.network(name, Options.of(1000));
  }

  /** The shares are those of torchvision's networks, counted by hooks at 128 px. */
  @Test
  void theShareOfDepthwiseConvolutions() {
    assertEquals(0.123, AutoPrecision.depthwise(network("mobilenet_v3_small"), 128), 5e-4);
    assertEquals(0.024, AutoPrecision.depthwise(network("convnext_tiny"), 128), 5e-4);
    assertEquals(0, AutoPrecision.depthwise(network("resnet18"), 128));
  }

  @Test
  void bf16IsTakenWhereItIsQuicker() {
    var with = new AutoPrecision(false, true);
    assertEquals("bf16", with.settle(AUTO, network("resnet18")).train().precision());
    assertEquals("float32", with.settle(AUTO, network("mobilenet_v2")).train().precision());
    var without = new AutoPrecision(false, false);
    assertEquals("float32", without.settle(AUTO, network("resnet18")).train().precision());
    var cuda = new AutoPrecision(true, false);
    assertEquals("bf16", cuda.settle(AUTO, network("mobilenet_v2")).train().precision());
  }

  @Test
  void whatWasSaidStays() {
    Recipe said = AUTO.with("train.precision", "float32");
    Recipe settled = new AutoPrecision(true, true).settle(said, network("resnet18"));
    assertEquals(said, settled);
    assertEquals(Optional.empty(), AutoPrecision.sentence(said, settled));
    assertEquals(
        Optional.of("learns in float32 (train.precision)"), AutoPrecision.sentence(AUTO, settled));
  }
}
