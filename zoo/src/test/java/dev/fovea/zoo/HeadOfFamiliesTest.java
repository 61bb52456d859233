package dev.fovea.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Head;
import dev.fovea.graph.Network;
import dev.fovea.graph.Rehead;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rewritten head is the one that each family draws, and what a family calls its head is one. */
class HeadOfFamiliesTest {
  static List<Family> families() {
    return Zoo.families();
  }

  @ParameterizedTest
  @MethodSource("families")
  void isWhatTheFamilyDraws(Family family) {
    for (Family.Member member : family.members())
      for (Stem stem : family.stems()) {
        Network stored = member.draw().apply(Options.of(1000).withStem(stem));
        Network wanted = member.draw().apply(Options.of(7).withStem(stem));
        assertEquals(wanted, Rehead.of(GraphJson.read(GraphJson.write(stored)), 7), member.name());
        assertEquals(family.head(), Head.of(stored).orElseThrow().weights(), member.name());
      }
  }
}
