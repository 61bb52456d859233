package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Scope;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeTest {
  @Test
  void normsUnderAPrefixAreFrozenAndNothingElse() {
    Network network = Tiny.network();
    Network frozen = Freeze.of(network, List.of("conv1", "bn1"));
    assertEquals(new Op.FrozenBatchNorm(4, 1e-5), op(frozen, "bn1"));
    assertEquals(op(network, "bn2"), op(frozen, "bn2"));
    assertEquals(op(network, "conv1"), op(frozen, "conv1"));
    assertEquals(op(network, "dropout"), op(frozen, "dropout"));
    assertSame(network, Freeze.of(network, List.of()));
  }

  @Test
  void aPrefixEndsWhereANameEnds() {
    Network network =
        Wire.image("ten", 3)
            .within("layer1", x -> x.norm("bn"))
            .within("layer10", x -> x.norm("bn"))
            .network("out");
    Network frozen = Freeze.of(network, List.of("layer1"));
    assertEquals(new Op.FrozenBatchNorm(3, 1e-5), op(frozen, "layer1.bn"));
    assertEquals(op(network, "layer10.bn"), op(frozen, "layer10.bn"));
  }

  @Test
  void anUnknownPrefixIsRefused() {
    var e =
        assertThrows(
            TrainException.class, () -> Freeze.of(Tiny.network(), List.of("conv1", "layer9")));
    assertEquals(
        "tiny: nothing is named layer9 that could be frozen; its parts are [conv1, bn1, conv2, bn2,"
            + " fc]",
        e.getMessage());
  }

  @Test
  void frozenPartsAndTheirStatisticsDoNotMove() {
    Network network = Tiny.network();
    var settings = new Part.Settings(Tiny.momentum(0.1), 1, 0, 0.9, List.of("conv1", "bn1"));
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings)) {
      var before = Tiny.numbers(weights);
      var batches = loader.epoch(0, 0);
      while (batches.hasNext())
        try (var _ = new Scope();
            var batch = batches.next()) {
          step.learn(batch, 1);
        }
      var after = Tiny.numbers(weights);
      var kept = Tiny.numbers(step.kept());
      before.forEach((name, numbers) -> {
        if (name.startsWith("conv1.") || name.startsWith("bn1.")) {
          assertArrayEquals(numbers, after.get(name), name);
          assertArrayEquals(numbers, kept.get(name), name);
        } else {
          assertFalse(Arrays.equals(numbers, after.get(name)), name + " did not move");
          assertFalse(Arrays.equals(numbers, kept.get(name)), name + " did not follow");
        }
      });
    }
  }

  @Test
  void freezingEverythingIsRefused() {
    Network network = Tiny.plain();
    var settings = new Part.Settings(Tiny.momentum(0.1), 1, 0, 0, List.of("conv1", "conv2", "fc"));
    try (var weights = Tiny.weights(network)) {
      var e =
          assertThrows(
              TrainException.class,
              () -> {
                try (var part = new Part("model", network, weights, settings)) {
                  part.strayed();
                }
              });
      assertEquals(
          "plain: nothing is left to learn; [conv1, conv2, fc] freezes every parameter",
          e.getMessage());
    }
  }

  private static Op op(Network network, String name) {
    return network.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow()
        .op();
  }
}
