package dev.fovea.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, shapes and counts of every network beside PyTorch's. */
class GoldenTest {
  static List<Golden> golden() {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void hasPyTorchsNamesAndShapes(Golden golden) {
    var shapes = new TreeMap<String, String>();
    Params.of(draw(golden.name())).forEach((name, p) -> shapes.put(name, p.shape().toString()));

    assertEquals(new TreeMap<>(golden.shapes()), shapes);
  }

  @ParameterizedTest
  @MethodSource("golden")
  void hasPyTorchsCounts(Golden golden) {
    Network network = draw(golden.name());

    assertEquals(golden.parameters(), Params.count(network));
    assertEquals(golden.macs(), Macs.of(network, golden.height(), golden.width()));
  }

  /** The figures of torchvision's model pages, the papers and the published weights. */
  @ParameterizedTest
  @CsvSource({
    "resnet18, 11689512, 1.814",
    "resnet34, 21797672, 3.664",
    "resnet50, 25557032, 4.089",
    "resnet101, 44549160, 7.801",
    "resnet152, 60192808, 11.514",
    "mobilenet_v3_small, 2542856, 0.057",
    "mobilenet_v3_large, 5483032, 0.217",
    "efficientnet_b0, 5288548, 0.386",
    "resnext50_32x4d, 25028904, 4.230",
    "wide_resnet50_2, 68883240, 11.398",
    "mobilenet_v2, 3504872, 0.301",
    "densenet121, 7978856, 2.834",
    "convnext_tiny, 28589128, 4.456",
    "swin_t, 28288354, 4.491",
    "swin_b, 87768224, 15.431",
    "regnet_x_400mf, 5495976, 0.414",
    "regnet_y_400mf, 4344144, 0.402",
    "vit_b_16, 86567656, 17.564",
    "vgg11, 132863336, 7.609",
    "vgg16, 138357544, 15.470"
  })
  void hasThePublishedCounts(String name, long parameters, double gigaMacs) {
    Network network = draw(name);

    assertEquals(parameters, Params.count(network));
    assertEquals(gigaMacs, Macs.of(network, 224, 224) / 1e9, 0.0006);
  }

  @Test
  void everyNetworkButOurOwnIsInTheTable() {
    var golden = new TreeSet<String>();
    for (Golden g : Golden.all()) golden.add(g.name());
    var missing = new TreeSet<>(Zoo.names());
    missing.removeAll(golden);

    assertEquals(new TreeSet<>(List.of("marks", "small")), missing);
    assertTrue(golden.containsAll(List.of("unet", "dcgan_generator", "resnet18_small_stem")));
  }

  private static Network draw(String name) {
    if (name.equals("unet")) return UNet.draw(3, 2, 64);
    if (name.equals("dcgan_generator")) return Dcgan.generator(100, 64, 3);
    if (name.endsWith("_small_stem"))
      return Zoo.network(name.replace("_small_stem", ""), Options.of(10).withStem(Stem.SMALL));
    int classes = Zoo.member(name).sizePx() == 32 ? 10 : 1000;
    return Zoo.network(name, Options.of(classes));
  }
}
