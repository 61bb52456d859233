package dev.fovea.graph;

import static dev.fovea.graph.WireTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CutTest {
  /** A residual block: nothing inside it can be cut, for the shortcut goes past. */
  private static Network residual() {
    Wire x = Wire.image("net", 3).conv("stem", 8, 3, 1).relu();
    Wire y = x.within("block", in -> in.conv("conv", 8, 3, 2).norm("norm"));
    Wire sum = y.plus(x.within("down", in -> in.conv("conv", 8, 1, 2)));
    return sum.average().dropout(0.5).linear("fc", 5).network("logits");
  }

  @Test
  void cutsWhereEverythingPasses() {
    assertEquals(
        List.of("stem", "relu", "add", "avgpool", "flatten", "dropout", "fc"),
        Cut.places(residual()));
  }

  @Test
  void thePartsAreTheWhole() {
    Network net = residual();
    for (String place : Cut.places(net)) {
      Network front = Cut.upTo(net, place);
      Network behind = Cut.from(net, place);
      assertEquals(net.nodes().size(), front.nodes().size() + behind.nodes().size());
      assertEquals(place, front.outputs().getFirst().node());
      assertEquals(place, behind.input().name());
      assertEquals(Shapes.of(net).get(place), behind.input().shape());
      assertEquals(net.outputs(), behind.outputs());
      long params = Params.count(front) + Params.count(behind);
      assertEquals(Params.count(net), params, place);
    }
  }

  @Test
  void refusesToCutWhatGoesPast() {
    assertRefused(
        "net cannot be cut at block.conv, for there are ways past it; cut at one of Cut.places",
        () -> Cut.from(residual(), "block.conv"));
    assertRefused("net has no node layer9", () -> Cut.from(residual(), "layer9"));
  }

  /** Learned tensors behind the cut come along, those in front that are read behind it too. */
  @Test
  void takesParametersAlong() {
    Wire x = Wire.image("net", 4);
    Wire scale = x.parameter("scale", List.of(4, 1, 1), new Shape.Map(4, 1, 1));
    Network net = x.relu().times(scale).network("out");
    assertEquals(List.of("relu", "mul"), Cut.places(net));
    assertEquals(
        List.of("scale", "mul"), Cut.from(net, "relu").nodes().stream().map(Node::name).toList());
  }

  @Test
  void featuresAreWhatTheHeadReads() {
    Network net = residual();
    Network features = Features.of(net);
    assertEquals("flatten", features.output("features").node());
    assertEquals(8, Features.width(net));
    assertEquals(
        List.of("logits", "features"),
        Features.beside(net).orElseThrow().outputs().stream().map(Output::name).toList());

    Network all =
        Wire.image("all", 3).conv("a", 6, 3, 2).conv("head", 9, 1, 1).average().network("logits");
    assertEquals(6, Features.width(all));
    assertEquals(new Shape.Vector(6), Shapes.of(Features.of(all), 8, 8).get("features.flat"));

    Network none = Wire.image("none", 3).relu().average().network("logits");
    assertEquals(Optional.empty(), Features.beside(none));
    assertRefused(
        "none has no linear layer and no convolution at its end that reads one vector a picture,"
            + " so it has no features",
        () -> Features.of(none));
  }

  @Test
  void theLastMapHasPlacesOfItsOwn() {
    assertEquals(Optional.of(new LastMap("add", 4, 6, 0)), LastMap.of(residual(), 8, 12));
    assertEquals(Optional.of(new LastMap("relu", 2, 2, 0)), LastMap.of(residual(), 2, 2));
    Wire wide = Wire.image("wide", 3).conv("conv", 8, 3, 1);
    Network pooled =
        wide.then("avgpool", new Op.AdaptiveAvgPool2d(Size.of(7)))
            .then("flatten", new Op.Flatten())
            .linear("fc", 2)
            .network("logits");
    assertEquals("conv", LastMap.of(pooled, 3, 3).orElseThrow().node());
  }

  /** Behind the last attention only the class token is read, so the tokens in front of it count. */
  @Test
  void tokensCountInFrontOfTheLastAttention() {
    Wire image = Wire.image("vit", 3);
    Wire patches =
        image
            .then("conv_proj", Op.Conv2d.of(3, 8, 4, 4, true).withPadding(Size.of(0)))
            .then("tokens", new Op.ToTokens());
    Wire token = image.parameter("class_token", List.of(1, 1, 8), new Shape.Tokens(1, 8));
    Wire x = token.then("concat", new Op.Concat(Axis.TOKENS), patches);
    for (String block : List.of("a", "b"))
      x = x.within(block, in -> in.plus(in.then("attn", new Op.MultiheadAttention(8, 2))));
    Network vit = x.then("select", new Op.Select(0)).linear("head", 4).network("logits");
    assertEquals(Optional.of(new LastMap("a.add", 3, 2, 1)), LastMap.of(vit, 12, 8));
    assertTrue(Cut.places(vit).contains("concat"));
    assertEquals(8, Features.width(vit));
  }
}
