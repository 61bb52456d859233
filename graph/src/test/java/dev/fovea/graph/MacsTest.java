package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MacsTest {
  /** Printed by src/test/python/macs.py, half the FLOPs of torch.utils.flop_counter. */
  private static final Map<String, Long> PYTORCH =
      Map.ofEntries(
          Map.entry("conv2d", 13_608L),
          Map.entry("conv2d_all", 3_240L),
          Map.entry("conv2d_depthwise", 3_000L),
          Map.entry("conv2d_dilated", 10_206L),
          Map.entry("conv_transpose2d", 24_192L),
          Map.entry("conv_transpose2d_all", 4_536L),
          Map.entry("linear", 30L),
          Map.entry("linear_tokens", 120L),
          Map.entry("linear_map", 1_512L),
          Map.entry("multihead_attention", 1_020L),
          Map.entry("multihead_attention_cross", 888L),
          Map.entry("window_attention", 31_104L),
          Map.entry("window_attention_shifted", 31_104L));

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
