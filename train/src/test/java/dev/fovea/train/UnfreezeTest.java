package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfreezeTest {
  private static final double EXACT = 1e-12;

  /** Of Tiny's network: conv1 with bn1, conv2 with bn2, fc. */
  private static final Unfreeze GRADUAL = new Unfreeze(0.2, 0.4);

  @Test
  void stagesJoinFromTheHeadToTheInput() {
    var slow = new Unfreeze(0.2, 0.6);
    double[] joins = {0.8, 0.6, 0.4, 0.2, 0};
    for (int i = 0; i < 5; i++) assertEquals(joins[i], slow.joins(i, 5), EXACT, "stage " + i);
    var atOnce = new Unfreeze(0.3, 0);
    for (int i = 0; i < 4; i++) assertEquals(0.3, atOnce.joins(i, 5), EXACT);
    assertEquals(0.2, slow.joins(0, 2), EXACT, "a body of one stage");
    assertEquals(0, Unfreeze.NONE.joins(0, 5), EXACT);
  }

  @Test
  void theRateRisesOnceAStageHasJoined() {
    assertEquals(1, Unfreeze.rise(0, 0), EXACT, "what never waited follows the schedule alone");
    assertEquals(0, Unfreeze.rise(0.2, 0.2), EXACT);
    assertEquals(0.5, Unfreeze.rise(0.2, 0.225), EXACT);
    assertEquals(1, Unfreeze.rise(0.2, 0.9), EXACT);
  }

  @Test
  void theBodyLearnsAtAShareOfTheHeadsRate() {
    var rates = new StageRates(0.1, 0.5, Unfreeze.NONE);
    assertEquals(1, rates.factor(2, 3), EXACT);
    assertEquals(0.05, rates.factor(1, 3), EXACT);
    assertEquals(0.025, rates.factor(0, 3), EXACT);
    var e = assertThrows(TrainException.class, () -> rates.withBody(0));
    assertEquals("the body's rate must be above 0 and at most 1, got 0.0", e.getMessage());
  }

  @Test
  void nonsenseIsRefused() {
    var e = assertThrows(TrainException.class, () -> new Unfreeze(0.6, 0.4));
    assertEquals(
        "the shares of the run for the head alone and for gradual unfreezing must be 0 or above and"
            + " below 1 together, got 0.6 and 0.4",
        e.getMessage());
    e = assertThrows(TrainException.class, () -> new Unfreeze(0, 0.4));
    assertEquals(
        "gradual unfreezing begins with the head alone; give that a share of the run, e.g. 0.4",
        e.getMessage());
  }

  @Test
  void whatWaitsKeepsItsBits() {
    var settings = Part.Settings.of(Tiny.momentum(0.1)).with(StageRates.EVEN.withUnfreeze(GRADUAL));
    assertEquals(List.of("fc"), moved(settings, 0.1, 0.1));
    assertEquals(List.of("bn2", "conv2", "fc"), moved(settings, 0.3, 0.4));
    assertEquals(List.of("bn1", "bn2", "conv1", "conv2", "fc"), moved(settings, 0.7, 0.8));
  }

  @Test
  void frozenPartsStayFrozen() {
    var settings =
        new Part.Settings(Tiny.momentum(0.1), 1, 0, 0, List.of("conv2"))
            .with(StageRates.EVEN.withUnfreeze(GRADUAL));
    assertEquals(List.of("bn1", "bn2", "conv1", "fc"), moved(settings, 0.7, 0.8));
  }

  @Test
  void theFirstUpdateOfAStageIsAdamsFirst() {
    var settings =
        Part.Settings.of(Optimiser.AdamW.of(0.01, 0))
            .with(StageRates.EVEN.withUnfreeze(new Unfreeze(0.5, 0)));
    var before = new ArrayList<Map<String, float[]>>();
    var after =
        learned(settings, before, 0.1, 0.2, 0.3, 0.525); // rose to half of the rate since it joined
    float[] was = before.get(3).get("conv2.weight");
    float[] is = after.get("conv2.weight");
    double[] steps = new double[was.length];
    for (int i = 0; i < was.length; i++) steps[i] = Math.abs(is[i] - was[i]);
    double median = Arrays.stream(steps).sorted().toArray()[was.length / 2];
    assertEquals(0.005, median, 5e-5, "Adam's first update is the rate, whatever the gradient");
  }

  /** The layers of which a tensor moved in the last update. */
  private static List<String> moved(Part.Settings settings, double... progress) {
    var before = new ArrayList<Map<String, float[]>>();
    var after = learned(settings, before, progress);
    return after.keySet().stream()
        .filter(name -> !Arrays.equals(before.getLast().get(name), after.get(name)))
        .map(name -> name.substring(0, name.indexOf('.')))
        .distinct()
        .sorted()
        .toList();
  }

  /** Learns a batch at each of these moments; the numbers before each, and at the end. */
  private static Map<String, float[]> learned(
      Part.Settings settings, List<Map<String, float[]>> before, double... progress) {
    var network = Tiny.network();
    try (var loader = Tiny.loader();
        Weights weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings)) {
      var batches = loader.epoch(0, 0);
      for (double now : progress)
        try (var _ = new Scope();
            var batch = batches.next()) {
          before.add(Tiny.numbers(weights));
          step.at(now);
          step.learn(batch, 1);
        }
      return Tiny.numbers(weights);
    }
  }

  @Test
  void gradientsStayInTheirPlace() {
    var network = Tiny.network();
    var settings = Part.Settings.of(Tiny.momentum(0.1)).with(StageRates.EVEN.withUnfreeze(GRADUAL));
    try (var weights = Tiny.weights(network);
        var part = new Part("model", network, weights, settings)) {
      for (double now : new double[] {0, 0.3, 0.7, 0.1}) {
        part.at(now);
        assertEquals(null, part.strayed());
      }
      assertArrayEquals(new Object[] {"bn1", "bn2"}, part.frozen().stream().sorted().toArray());
      assertFalse(weights.get("conv1.weight").requires_grad());
    }
  }
}
