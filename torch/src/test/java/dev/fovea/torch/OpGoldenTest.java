package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op, forward and backward, against PyTorch's numbers. */
class OpGoldenTest {
  private static Truth truth;

  @BeforeAll
  static void open() {
    truth = Truth.open("ops.safetensors");
  }

  @AfterAll
  static void close() {
    truth.close();
  }

  static Stream<OpCase> cases() {
    return OpCase.all();
  }

  @Test
  void everyOpHasACase() {
    var cased = cases().map(c -> c.op().getClass().getSimpleName()).collect(Collectors.toSet());
    var ops =
        Arrays.stream(Op.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    assertEquals(new TreeSet<>(ops), new TreeSet<>(cased));
  }

  @Test
  void everyCaseHasItsAnswerAndEveryAnswerItsCase() {
    Set<String> answered =
        truth.names().stream()
            .filter(n -> n.endsWith("/y"))
            .map(n -> n.substring(0, n.length() - 2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        cases().map(OpCase::name).collect(Collectors.toCollection(TreeSet::new)), answered);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsPyTorchDoes(OpCase c) {
    Network network = c.network();
    Node node = network.nodes().getFirst();
    try (var _ = new Scope();
        var weights = c.weights(truth)) {
      var inputs = c.entering(truth);
      Tensor y = new Runner(network).run(inputs, weights, c.mode(), (_, _) -> {}).get("y");
      truth.assertEqual(c.name() + "/y", y);
      y.mul(Upstream.of(y)).sum().backward();
      inputs.forEach((place, x) -> assertGradient(c.name() + "/d." + place, x));
      Params.of(c.op())
          .forEach((key, _) -> assertAfter(c, key, weights.get(Params.fullName(node, key))));
    }
  }

  /** Parameters got their gradient, buffers their new statistics or none. */
  private static void assertAfter(OpCase c, String key, Tensor tensor) {
    String changed = c.name() + "/b." + key;
    truth.assertEqual(truth.has(changed) ? changed : c.name() + "/w." + key, tensor);
    assertGradient(c.name() + "/g." + key, tensor);
  }

  private static void assertGradient(String name, Tensor tensor) {
    if (truth.has(name)) truth.assertEqual(name, tensor.grad());
    else assertFalse(tensor.grad().defined(), name + " must not exist");
  }
}
