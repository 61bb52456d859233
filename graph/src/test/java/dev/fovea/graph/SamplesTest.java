package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void everyOpHasASample() {
    Set<Class<?>> sampled =
        Samples.networks().stream()
            .flatMap(network -> network.nodes().stream())
            .map(node -> node.op().getClass())
            .collect(Collectors.toSet());

    assertEquals(Set.of(Op.class.getPermittedSubclasses()), sampled);
  }

  @Test
  void everySampleHasItsOwnNameAndKnownShapes() {
    var networks = Samples.networks();

    assertEquals(networks.size(), networks.stream().map(Network::name).distinct().count());
    for (Network network : networks)
      for (Shape shape : Shapes.of(network).values())
        assertEquals(false, shape.size() == Shape.FREE, network.name() + " leaves " + shape);
  }
}
