package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.train.Optimiser.AdamW;
import dev.fovea.train.Optimiser.Lamb;
import dev.fovea.train.Optimiser.Lars;
import dev.fovea.train.Optimiser.Muon;
import dev.fovea.train.Optimiser.Sgd;
import dev.fovea.train.Part.Settings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Six steps beside PyTorch's; src/test/python/golden.py made its numbers. */
class OptimiserTest {
  private static final double[] STEADY = {1, 1, 1, 1, 1, 1};
  private static final double[] FALLING = {1, 0.9, 0.7, 0.8, 0.5, 0.25};

  private static Settings settings(String name) {
    Optimiser momentum = new Sgd(0.1, 0.9, false, 0);
    Optimiser decaying = new Sgd(0.1, 0.9, false, 0.05);
    return switch (name) {
      case "sgd" -> Settings.of(new Sgd(0.1, 0, false, 0));
      case "momentum" -> Settings.of(momentum);
      case "nesterov" -> Settings.of(new Sgd(0.1, 0.9, true, 0.05));
      case "decay" -> Settings.of(new Sgd(0.1, 0, false, 0.05));
      case "adamw" -> Settings.of(AdamW.of(0.01, 0.1));
      case "muon" -> Settings.of(Muon.of(0.02, 0.1));
      case "lars" -> Settings.of(new Lars(2, 0.9, 0.01, 0.05));
      case "lars_plain" -> Settings.of(new Lars(2, 0, 0.01, 0));
      case "lamb" -> Settings.of(Lamb.of(0.05, 0.05));
      case "lamb_plain" -> Settings.of(Lamb.of(0.05, 0));
      case "staged_sgd" ->
          Settings.of(new Sgd(0.1, 0.9, false, 0.05)).with(StageRates.EVEN.withDecay(0.5));
      case "staged_adamw" -> Settings.of(AdamW.of(0.01, 0.05)).with(StageRates.EVEN.withDecay(0.7));
      case "falling" -> Settings.of(new Sgd(0.1, 0.9, false, 0.01));
      case "clip" -> new Settings(momentum, 1, 0.3, 0, List.of());
      case "accumulate" -> new Settings(decaying, 2, 0, 0, List.of());
      case "sharp" -> Settings.of(decaying);
      case "ema" -> new Settings(momentum, 1, 0, 0.3, List.of());
      case "frozen" -> new Settings(decaying, 1, 0, 0, List.of("conv1", "bn1"));
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd",
        "momentum",
        "nesterov",
        "decay",
        "adamw",
        "muon",
        "lars",
        "lars_plain",
        "lamb",
        "lamb_plain",
        "staged_sgd",
        "staged_adamw",
        "falling",
        "clip",
        "accumulate",
        "ema",
        "frozen"
      })
  void sixStepsEqualPyTorchs(String name) {
    boolean falling = List.of("falling", "staged_adamw").contains(name);
    double[] factors = falling ? FALLING : STEADY;
    try (var golden = golden();
        Weights weights = start(golden);
        var part = new Part("model", network(), weights, settings(name));
        var _ = new Scope()) {
      var runner = new Runner(Freeze.of(network(), part.frozen()));
      Tensor xs = TensorCopy.of(golden.tensor("xs"));
      Tensor ys = TensorCopy.of(golden.tensor("ys"));
      for (int i = 0; i < factors.length; i++) {
        Tensor answers = runner.run(xs.select(0, i), weights, Mode.TRAIN);
        part.learn(Tiny.SQUARES.of(answers, ys.select(0, i)), factors[i]);
        assertNull(part.strayed());
      }
      Map<String, float[]> ours = Tiny.numbers(part.kept());
      Map<String, float[]> theirs = named(golden, name + ".");
      assertEquals(theirs.keySet(), ours.keySet());
      theirs.forEach((key, expected) -> assertClose(key, expected, ours.get(key)));
    }
  }

  @Test
  void sixStepsWithALookAroundEqualPyTorchs() {
    try (var golden = golden();
        Weights weights = start(golden);
        var part = new Part("model", network(), weights, settings("sharp"));
        var _ = new Scope()) {
      var step =
          new SupervisedStep(
              network(), part, Tiny.SQUARES, Tiny.CPU, new Manner(0.1, Precision.FLOAT32));
      Tensor xs = TensorCopy.of(golden.tensor("xs"));
      Tensor ys = TensorCopy.of(golden.tensor("ys"));
      for (int i = 0; i < STEADY.length; i++) step.learn(xs.select(0, i), ys.select(0, i), 1);
      Map<String, float[]> ours = Tiny.numbers(part.kept());
      named(golden, "sharp.").forEach((key, expected) -> assertClose(key, expected, ours.get(key)));
      assertArrayEquals(new float[] {6}, ours.get("bn1.num_batches_tracked"));
    }
  }

  /** Each kernel rounds a little otherwise, so what must agree is what rounding did as a whole. */
  @Test
  void sixStepsInBf16AreNearerToPyTorchsThanTheseAreToFloat32() {
    try (var golden = golden();
        Weights weights = start(golden);
        var part = new Part("model", network(), weights, settings("sgd"));
        var _ = new Scope()) {
      var manner = new Manner(0, Precision.BF16);
      var step = new SupervisedStep(network(), part, Tiny.SQUARES, Tiny.CPU, manner);
      Tensor xs = TensorCopy.of(golden.tensor("xs"));
      Tensor ys = TensorCopy.of(golden.tensor("ys"));
      for (int i = 0; i < STEADY.length; i++) step.learn(xs.select(0, i), ys.select(0, i), 1);
      Map<String, float[]> ours = Tiny.numbers(weights);
      Map<String, float[]> theirs = named(golden, "bf16.");
      double rounding = distance(theirs, named(golden, "sgd."));
      double apart = distance(ours, theirs);
      assertTrue(apart < rounding, apart + " is not below " + rounding);
      assertTrue(distance(ours, named(golden, "sgd.")) > rounding / 2, "nothing was rounded");
    }
  }

  private static double distance(Map<String, float[]> one, Map<String, float[]> other) {
    double square = 0;
    for (String name : one.keySet())
      for (int i = 0; i < one.get(name).length; i++)
        square += Math.pow(one.get(name)[i] - other.get(name)[i], 2);
    return Math.sqrt(square);
  }

  /** Within 1e-6 of the tensor's largest number, and no finer than 1e-8. */
  private static void assertClose(String name, float[] expected, float[] found) {
    assertEquals(expected.length, found.length, name);
    double largest = 1e-2;
    for (float e : expected) largest = Math.max(largest, Math.abs(e));
    for (int i = 0; i < expected.length; i++)
      assertEquals(expected[i], found[i], 1e-6 * largest, name + " at " + i);
  }

  private static Network network() {
    return Wire.image("golden", 3)
        .conv("conv1", 4, 3, 1)
        .norm("bn1")
        .relu()
        .convBias("conv2", 5, 3, 2)
        .relu()
        .average()
        .linear("fc", 3)
        .network("logits");
  }

  private static SafetensorsFile golden() {
    try {
      return SafetensorsFile.open(
          Path.of(OptimiserTest.class.getResource("optimisers.safetensors").toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Weights start(SafetensorsFile golden) {
    var tensors = new LinkedHashMap<String, Tensor>();
    try (var _ = new Scope()) {
      for (String name : golden.tensors().keySet())
        if (name.startsWith("start."))
          tensors.put(name.substring(6), Scope.keep(TensorCopy.of(golden.tensor(name))));
    }
    return Weights.of(tensors);
  }

  private static Map<String, float[]> named(SafetensorsFile golden, String prefix) {
    var numbers = new LinkedHashMap<String, float[]>();
    try (var _ = new Scope()) {
      for (String name : golden.tensors().keySet())
        if (name.startsWith(prefix))
          numbers.put(
              name.substring(prefix.length()),
              Tensors.toArray(TensorCopy.of(golden.tensor(name)).to(Tensors.FLOAT)));
    }
    return numbers;
  }

  @Test
  void kernelsLieChannelsLastWithTheNumbersTheyHad() {
    try (var golden = golden();
        Weights weights = start(golden)) {
      Map<String, float[]> before = Tiny.numbers(weights);
      try (var _ = new Part("model", network(), weights, settings("ema"))) {
        var kernel = weights.get("conv2.weight");
        assertTrue(kernel.is_contiguous(MemoryFormat.ChannelsLast));
        assertTrue(kernel.grad().is_contiguous(MemoryFormat.ChannelsLast));
        Tiny.numbers(weights).forEach((key, now) -> assertArrayEquals(before.get(key), now, key));
      }
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertEquals(
        "the learning rate must be above 0 and at most 1e6, got 0.0",
        assertThrows(TrainException.class, () -> new Sgd(0, 0.9, false, 0)).getMessage());
    try (Weights weights = Tiny.weights(network());
        var part = new Part("model", network(), weights, settings("accumulate"))) {
      assertEquals(
          "sharpness-aware minimisation looks around from the gradient of one batch, so it cannot be"
              + " summed over 2; accumulate 1, with a larger batch",
          assertThrows(
                  TrainException.class,
                  () ->
                      new SupervisedStep(
                          network(),
                          part,
                          Tiny.SQUARES,
                          Tiny.CPU,
                          new Manner(0.1, Precision.FLOAT32)))
              .getMessage());
    }
    assertEquals(
        "Nesterov needs a momentum above 0, e.g. 0.9",
        assertThrows(TrainException.class, () -> new Sgd(0.1, 0, true, 0)).getMessage());
    assertEquals(
        "beta2 must be from 0 to below 1, got 1.0",
        assertThrows(TrainException.class, () -> new AdamW(0.1, 0.9, 1, 1e-8, 0)).getMessage());
    assertEquals(
        "trust must be above 0 and at most 1, got 0.0",
        assertThrows(TrainException.class, () -> new Lars(1, 0.9, 0, 0)).getMessage());
    assertEquals(
        "weight decay must be 0 or above, got -1.0",
        assertThrows(TrainException.class, () -> AdamW.of(0.1, -1)).getMessage());
  }
}
