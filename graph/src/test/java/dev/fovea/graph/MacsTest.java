package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MacsTest {
  /** Printed by src/test/python/macs.py, half the FLOPs of torch.utils.flop_counter. */
  private static final Map<String, Long> PYTORCH =
      Map.of(
          "conv2d", 13_608L,
          "conv2d_all", 3_240L,
          "conv2d_depthwise", 3_000L,
          "conv2d_dilated", 10_206L,
          "conv_transpose2d", 24_192L,
          "conv_transpose2d_all", 4_536L,
          "linear", 30L,
          "linear_tokens", 120L,
          "linear_map", 1_512L);

  @Test
  void countsWhatPyTorchCountsAndNothingElse() {
    var counted = new TreeMap<String, Long>();
    for (Network network : Samples.networks()) {
      long macs = Macs.of(network, Shapes.of(network));
      if (macs > 0) counted.put(network.name(), macs);
    }

    assertEquals(new TreeMap<>(PYTORCH), counted);
  }

  @Test
  void growsWithTheImage() {
    Network network = Wire.image("net", 3).conv("conv", 8, 3, 2).relu().network("out");

    assertEquals(8 * 27 * 16 * 16, Macs.of(network, 32, 32));
    assertEquals(8 * 27 * 16 * 8, Macs.of(network, 32, 16));
  }
}
