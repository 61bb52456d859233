package dev.fovea.zoo.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Params;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the names that src/test/python/names.py found in timm and torchvision. */
class NamesTest {
  private static List<String> golden() throws IOException {
    try (var in = new GZIPInputStream(NamesTest.class.getResourceAsStream("names.txt.gz"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void timmsAndEarlierNamesBecomeTheNetworks() throws IOException {
    int differ = 0;
    for (String line : golden()) {
      String[] words = line.split(" ", -1);
      assertEquals(words[2], Names.of(words[0]).apply(words[1]), words[0]);
      if (!words[1].equals(words[2])) differ++;
    }
    assertTrue(differ > 2000, "" + differ);
  }

  /** What the _load_from_state_dict of torchvision's RetinaNet and FPN makes of version 1. */
  @ParameterizedTest
  @CsvSource({
    "head.classification_head.conv.0.weight, head.classification_head.conv.0.0.weight",
    "head.classification_head.conv.2.bias, head.classification_head.conv.1.0.bias",
    "head.regression_head.conv.4.weight, head.regression_head.conv.2.0.weight",
    "head.regression_head.conv.6.bias, head.regression_head.conv.3.0.bias",
    "backbone.fpn.inner_blocks.2.weight, backbone.fpn.inner_blocks.2.0.weight",
    "backbone.fpn.layer_blocks.0.bias, backbone.fpn.layer_blocks.0.0.bias"
  })
  void earlierDetectorsNamesBecomeTheNetworks(String earlier, String own) {
    assertEquals(own, Names.of("retinanet_resnet50_fpn").apply(earlier));
    assertTrue(
        Params.of(Detectors.of("retinanet_resnet50_fpn", DetectorOptions.of(2)).network())
            .containsKey(own));
  }

  /** As above, of its RPNHead and of the FPN under it. */
  @ParameterizedTest
  @CsvSource({
    "rpn.head.conv.weight, rpn.head.conv.0.0.weight",
    "rpn.head.conv.bias, rpn.head.conv.0.0.bias",
    "backbone.fpn.inner_blocks.1.weight, backbone.fpn.inner_blocks.1.0.weight"
  })
  void earlierNamesOfTwoStagesBecomeTheNetworks(String earlier, String own) {
    for (String network :
        new String[] {"fasterrcnn_resnet50_fpn", "fasterrcnn_mobilenet_v3_large_320_fpn"}) {
      assertEquals(own, Names.of(network).apply(earlier));
      assertTrue(
          Params.of(Detectors.of(network, DetectorOptions.of(2)).network()).containsKey(own));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retinanet_resnet50_fpn",
        "retinanet_resnet50_fpn_v2",
        "fcos_resnet50_fpn",
        "fasterrcnn_resnet50_fpn",
        "fasterrcnn_resnet50_fpn_v2",
        "fasterrcnn_mobilenet_v3_large_320_fpn"
      })
  void theDetectorsOwnNamesStay(String network) {
    for (String name : Params.of(Detectors.of(network, DetectorOptions.of(2)).network()).keySet())
      assertEquals(name, Names.of(network).apply(name));
  }

  @Test
  void theNetworksOwnNamesStay() {
    for (String network : Zoo.names())
      for (String name : Params.of(Zoo.network(network, Options.of(10))).keySet())
        assertEquals(name, Names.of(network).apply(name), network);
  }

  /** Those of the catalogue whose names differ are all in the list of names. */
  @Test
  void everyPublishedNetworkOfTimmIsInTheTable() throws IOException {
    var listed = new HashMap<String, Set<String>>();
    for (String line : golden())
      listed
          .computeIfAbsent(line.substring(0, line.indexOf(' ')), _ -> new HashSet<>())
          .add(line.substring(line.lastIndexOf(' ') + 1));
    for (Published published : Catalogue.all())
      if (published.tensors().equals("timm"))
        assertEquals(
            Params.of(Zoo.network(published.network(), Options.of(1000))).keySet(),
            listed.get(published.network()),
            published.name());
  }
}
