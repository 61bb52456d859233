package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Rehead;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Wire;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Stem;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnGraphTest {
  private static final Recipe RECIPE =
      Recipe.classify(Path.of("/data")).with("model.channels", "1").with("model.size", "28");

  @Test
  void whatTheZooDrawsIsNoOwnGraph() {
    for (Family family : Zoo.families())
      for (Stem stem : family.stems()) {
        String name = family.members().getFirst().name();
        Options options = Options.of(3).withChannels(1).withStem(stem);
        for (Options drawn : List.of(options, options.withDropout(0.4).withStochasticDepth(0.1)))
          assertEquals(Optional.empty(), OwnGraph.of(Zoo.network(name, drawn)), name);
      }
    Network small = Zoo.network("vit_b_32", Options.of(3).withSize(64));
    assertEquals(Optional.empty(), OwnGraph.of(small));
  }

  @Test
  void whatWasChangedIsWhateverItsName() {
    Network drawn = Zoo.network("small", Options.of(3).withChannels(1));
    List<Node> gelu =
        drawn.nodes().stream()
            .map(n ->
                n.op() instanceof Op.Activation
                    ? n.with(new Op.Activation(ActivationKind.GELU))
                    : n)
            .toList();
    Network changed = new Network("small", drawn.inputs(), gelu, drawn.outputs());
    assertEquals(Optional.of(changed), OwnGraph.of(changed));
    assertEquals(Zoo.family("small").init(), OwnGraph.init(changed));
    Network renamed = new Network("mine", drawn.inputs(), drawn.nodes(), drawn.outputs());
    assertEquals(Optional.of(renamed), OwnGraph.of(renamed));
    assertEquals(Init.PYTORCH, OwnGraph.init(renamed));
  }

  @Test
  void itGetsAHeadAndIsNothingElse() {
    Network own = Wire.image("mine", 1).average().linear("fc", 3).network("logits");
    assertEquals(Rehead.of(own, 7), OwnGraph.network(own, RECIPE.model(), 7));
    refused(
        "model.channels must be 1 for the weights' own network mine, got 3; leave it out",
        own,
        RECIPE.with("model.channels", "3"));
    refused(
        "model.dropout and model.stochastic_depth are those of the weights' own network mine;"
            + " leave them out",
        own,
        RECIPE.with("model.dropout", "0.5"));
    Network fixed =
        Wire.start("fixed", "image", new Shape.Map(1, 32, 32))
            .then("flat", new Op.Flatten())
            .linear("fc", 3)
            .network("logits");
    var size = assertThrows(GraphException.class, () -> OwnGraph.network(fixed, RECIPE.model(), 7));
    assertEquals("fixed: input image expects [1, 32, 32], got [1, 28, 28]", size.getMessage());
  }

  private static void refused(String sentence, Network own, Recipe recipe) {
    var refusal =
        assertThrows(RecipeException.class, () -> OwnGraph.network(own, recipe.model(), 7));
    assertEquals(sentence, refusal.getMessage());
  }
}
