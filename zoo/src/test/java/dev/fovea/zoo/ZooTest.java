package dev.fovea.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Diagram;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZooTest {
  static List<String> names() {
    return Zoo.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkAnswersOneLogitAClass(String name) {
    Network network = Zoo.network(name, Options.of(7).withChannels(1));
    int px = Zoo.member(name).sizePx();

    assertEquals(name, network.name());
    assertEquals(1, network.input().shape().c());
    assertEquals(
        new Shape.Vector(7), Shapes.of(network, px, px).get(network.output("logits").node()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkGoesThroughJsonAndIntoADiagram(String name) {
    Network network = Zoo.network(name, Options.of(7));

    assertEquals(network, GraphJson.read(GraphJson.write(network)));
    assertTrue(Diagram.of(network).startsWith("flowchart TD\n"));
  }

  /** What a new set of classes changes is exactly the head that the family names. */
  @ParameterizedTest
  @MethodSource("names")
  void onlyTheHeadDependsOnTheClasses(String name) {
    var seven = Params.of(Zoo.network(name, Options.of(7)));
    var nine = Params.of(Zoo.network(name, Options.of(9)));

    assertEquals(seven.keySet(), nine.keySet());
    String head = Zoo.family(name).head() + ".";
    for (String tensor : seven.keySet())
      assertEquals(tensor.startsWith(head), !seven.get(tensor).equals(nine.get(tensor)), tensor);
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 33, 64, 100})
  void smallPicturesOfAnySizePass(int px) {
    for (String name : List.of("small", "resnet20", "resnet18", "resnet50")) {
      Network network = Zoo.network(name, Options.of(10).withStem(Stem.SMALL));

      assertEquals(
          new Shape.Vector(10),
          Shapes.of(network, px, px + 3).get(network.output("logits").node()));
    }
  }

  @Test
  void aNetworkOfPlacesTakesTheSizeThatItIsDrawnFor() {
    Network network = Zoo.network("vit_b_32", Options.of(10).withSize(96));

    assertEquals(List.of(1, 10, 768), Params.of(network).get("encoder.pos_embedding").shape());
    assertEquals(
        "vit_b_32: input image expects [3, 96, 96], got [3, 224, 224]",
        assertThrows(GraphException.class, () -> Shapes.of(network, 224, 224)).getMessage());
  }

  @Test
  void theSmallNetworkIsAsSmallAsItSays() {
    Network small = Zoo.network("small", Options.of(10).withChannels(1));

    assertEquals(312_570, Params.count(small));
    assertEquals(11_109_888, Macs.of(small, 28, 28));
    assertEquals(53_544_192, Macs.of(small, 64, 64));
  }

  @Test
  void theUNetGivesBackEverySize() {
    Network unet = UNet.draw(1, 3, 8);

    for (int px : List.of(16, 17, 31, 100))
      assertEquals(
          new Shape.Map(3, px, px + 5),
          Shapes.of(unet, px, px + 5).get(unet.output("logits").node()));
  }

  @Test
  void theGeneratorDraws64Pixels() {
    Network generator = Dcgan.generator(100, 64, 3);

    assertEquals(
        new Shape.Map(3, 64, 64), Shapes.of(generator).get(generator.output("image").node()));
  }

  /** Rates as torchvision draws EfficientNet-B0: 0.2 times the block's place over 16. */
  @Test
  void stochasticDepthGrowsEvenly() {
    Network b0 = Zoo.network("efficientnet_b0", Options.of(10));
    List<Double> rates =
        b0.nodes().stream()
            .filter(n -> n.op() instanceof Op.StochasticDepth)
            .map(n -> ((Op.StochasticDepth) n.op()).rate())
            .toList();

    assertEquals(
        List.of(2, 4, 6, 7, 9, 10, 12, 13, 14),
        rates.stream().map(r -> (int) Math.round(r * 80)).toList());
  }

  @Test
  void dropoutAndStochasticDepthAreWhatTheOptionsSay() {
    var options = Options.of(10).withDropout(0.3).withStochasticDepth(0.1);
    for (String name : Zoo.names()) {
      Network network = Zoo.network(name, options);
      assertTrue(network.nodes().stream().anyMatch(n -> n.op().equals(new Op.Dropout(0.3))), name);
      assertEquals(
          !name.matches("vgg.*|densenet.*|marks"),
          network.nodes().stream().anyMatch(n -> n.op() instanceof Op.StochasticDepth),
          name);
    }
    Network plain = Zoo.network("resnet18", Options.of(10));
    assertTrue(
        plain.nodes().stream()
            .noneMatch(n -> n.op() instanceof Op.Dropout || n.op() instanceof Op.StochasticDepth));
  }

  @Test
  void everyNameIsSpeltOnce() {
    assertEquals(Zoo.names().size(), Zoo.names().stream().distinct().count());
    for (String name : Zoo.names()) assertEquals(name.toLowerCase(Locale.ROOT), name);
  }

  @Test
  void refusesInOneSentence() {
    assertRefused(
        "there is no network resnet19; did you mean resnet18?",
        () -> Zoo.network("resnet19", Options.of(10)));
    assertRefused("there is no network inception", () -> Zoo.network("inception", Options.of(10)));
    assertRefused(
        "vgg11 has no stem for small pictures; choose a network of another family",
        () -> Zoo.network("vgg11", Options.of(10).withStem(Stem.SMALL)));
    assertRefused(
        "vit_b_16 cuts pictures into squares of 16 px; choose a size that 16 divides, got 100",
        () -> Zoo.network("vit_b_16", Options.of(10).withSize(100)));
    assertRefused("an image needs a pixel, got a size of 0", () -> Options.of(2).withSize(0));
    assertRefused("a network needs a class, got 0", () -> Options.of(0));
    assertRefused("an image needs a channel, got 0", () -> Options.of(2).withChannels(0));
    assertRefused(
        "the rate of dropout must be from 0 to below 1, got 1.0",
        () -> Options.of(2).withDropout(1));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(GraphException.class, call::run).getMessage());
  }
}
