package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.train.Stages;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every network of the zoo has stages, each tensor in one, the head apart. */
class StagesOfZooTest {
  @Test
  void theHeadIsTheFamilysAndNothingIsLeftOut() {
    for (var family : Zoo.families())
      for (var member : family.members()) {
        Network network = member.draw().apply(Options.of(10));
        List<List<String>> stages = Stages.of(network);
        List<String> all = stages.stream().flatMap(List::stream).toList();
        assertEquals(Params.of(network).size(), all.size(), member.name());
        assertEquals(Params.of(network).keySet(), new HashSet<>(all), member.name());
        assertTrue(stages.size() >= 3, member.name());
        List<String> head =
            all.stream().filter(name -> name.startsWith(family.head() + ".")).toList();
        assertTrue(stages.getLast().containsAll(head), member.name() + stages.getLast());
      }
  }

  @Test
  void aResNetHasSixAndAnEfficientNetTen() {
    assertEquals(6, Stages.of(Zoo.network("resnet50", Options.of(10))).size());
    assertEquals(10, Stages.of(Zoo.network("efficientnet_b0", Options.of(10))).size());
  }
}
