package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.load.Batch;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class RateTestTest {
  /** Half its steepness times the square of the weights: the loss of which everything is known. */
  private record Bowl(Part part, double steepness) implements Step {
    @Override
    public SequencedMap<String, Double> learn(Batch batch, double factor) {
      Tensor weight = part.live().get("fc.weight");
      Tensor loss = weight.square().sum().mul(new Scalar(steepness / 2));
      var losses = new LinkedHashMap<String, Double>();
      losses.put("loss", loss.item_double());
      part.learn(loss, factor);
      return losses;
    }

    @Override
    public List<Part> parts() {
      return List.of(part);
    }

    @Override
    public Weights kept() {
      return part.kept();
    }

    @Override
    public void close() {
      part.close();
    }
  }

  private static RateCurve ofBowl(double steepness, int updates) {
    Network network = Wire.image("bowl", 1).average().linear("fc", 1).network("logits");
    var plain = Part.Settings.of(new Optimiser.Sgd(1, 0, false, 0));
    try (var weights = Tiny.weights(network);
        var loader = Tiny.loader();
        var _ = new Scope()) {
      try (var _ = Gradients.off()) {
        weights.get("fc.weight").fill_(new Scalar(1.0));
      }
      try (var bowl = new Bowl(new Part("bowl", network, weights, plain), steepness)) {
        return new RateTest(1e-3, 10, updates, 1).of(bowl, loader, _ -> {});
      }
    }
  }

  /**
   * SGD multiplies the weight of a quadratic of steepness L by 1 - rate L: every loss is known, and
   * it grows at the first rate above 2 / L and never before.
   */
  @Test
  void sgdOnAQuadraticFallsUntilTwoDividedByItsSteepness() {
    double steepness = 8;
    List<RateCurve.Point> points = ofBowl(steepness, 60).points();
    double weight = 1;
    double smoothed = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      RateCurve.Point point = points.get(i);
      assertEquals(1e-3 * Math.pow(1e4, i / 59.0), point.rate(), 1e-9);
      double loss = steepness / 2 * weight * weight;
      assertEquals(loss, point.loss(), 1e-4 * loss, "at " + point.rate());
      weight *= 1 - point.rate() * steepness;
      if (i > 0) {
        boolean grew = point.loss() > points.get(i - 1).loss();
        assertEquals(points.get(i - 1).rate() > 2 / steepness, grew, "after " + point.rate());
      }
      smoothed = 0.9 * smoothed + 0.1 * loss;
      double mean = smoothed / (1 - Math.pow(0.9, i + 1));
      assertEquals(mean, point.smoothed(), 1e-4 * mean);
      lowest = Math.min(lowest, mean);
      assertEquals(i == points.size() - 1, mean > 4 * lowest, "it ends at four times the lowest");
    }
    double found = ofBowl(steepness, 60).steepest().orElseThrow();
    assertTrue(found > 0.1 / steepness && found < 2 / steepness, "" + found);
  }

  /** By hand: 4; (0.09 * 4 + 0.1 * 2) / 0.19; (0.081 * 4 + 0.09 * 2 + 0.1 * 6) / 0.271. */
  @Test
  void lossesAreSmoothedAsByHand() {
    var smooth = new Smooth();
    assertEquals(4, smooth.with(4), 1e-12);
    assertEquals(0.56 / 0.19, smooth.with(2), 1e-12);
    assertEquals(1.104 / 0.271, smooth.with(6), 1e-12);
  }

  @Test
  void theSteepestPointIsThatOfTheLargestFallForTheLogarithmOfTheRate() {
    double[] smoothed = {5, 5, 4.9, 4.5, 3.5, 3.2, 3.1, 9};
    var points = new ArrayList<RateCurve.Point>();
    for (int i = 0; i < smoothed.length; i++)
      points.add(new RateCurve.Point(Math.pow(10, i - 4), 0, smoothed[i]));
    assertEquals(OptionalDouble.of(0.1), new RateCurve(points).steepest());
    assertEquals(OptionalDouble.empty(), new RateCurve(points.subList(6, 8)).steepest());
    points.replaceAll(p -> new RateCurve.Point(p.rate(), 0, p.rate()));
    assertEquals(OptionalDouble.empty(), new RateCurve(points).steepest(), "it only grows");
  }

  @Test
  void aFallAfterTheLowestLossIsNone() {
    double[] smoothed = {5, 5, 4.9, 4.5, 3.5, 3.2, 3.1, 9, 4, 3.5};
    var points = new ArrayList<RateCurve.Point>();
    for (int i = 0; i < smoothed.length; i++)
      points.add(new RateCurve.Point(Math.pow(10, i - 4), 0, smoothed[i]));
    assertEquals(OptionalDouble.of(0.1), new RateCurve(points).steepest());
  }

  private record Sweep(RateCurve curve, Map<String, float[]> before, Map<String, float[]> after) {}

  private static Sweep sweep(Optimiser optimiser, int accumulate, Manner manner, long seed) {
    Network network = Tiny.network();
    var settings =
        new Part.Settings(optimiser, accumulate, 1, 0.9, List.of())
            .with(StageRates.EVEN.withDecay(0.7));
    try (var weights = Tiny.weights(network);
        var loader = Tiny.loader();
        var step = Tiny.step(network, weights, settings, manner)) {
      var before = Tiny.numbers(step.kept());
      before.putAll(Map.of("live", Tiny.numbers(weights).get("fc.weight")));
      RateCurve curve = new RateTest(1e-4, 1, 12, seed).of(step, loader, _ -> {});
      var after = Tiny.numbers(step.kept());
      after.putAll(Map.of("live", Tiny.numbers(weights).get("fc.weight")));
      return new Sweep(curve, before, after);
    }
  }

  @Test
  void everyOptimiserAndMannerIsSweptByItsSeedAndLeavesEverythingAsItWas() {
    var manners = List.of(Manner.PLAIN, new Manner(0, Precision.BF16));
    for (Optimiser optimiser :
        List.of(
            Tiny.momentum(0.3),
            Optimiser.AdamW.of(1e-3, 0.1),
            Optimiser.Muon.of(0.01, 0.1),
            Optimiser.Lars.of(4, 0.9, 0.01),
            Optimiser.Lamb.of(0.01, 0.01)))
      for (int accumulate : new int[] {1, 2})
        for (Manner manner : manners) {
          Sweep first = sweep(optimiser, accumulate, manner, 3);
          assertEquals(12, first.curve().points().size(), "" + optimiser);
          first
              .before()
              .forEach(
                  (name, numbers) -> assertArrayEquals(numbers, first.after().get(name), name));
          assertEquals(first.curve(), sweep(optimiser, accumulate, manner, 3).curve());
          assertTrue(!first.curve().equals(sweep(optimiser, accumulate, manner, 4).curve()));
        }
  }

  @Test
  void whatCannotBeSweptIsRefused() {
    assertEquals(
        "the rates must rise from above 0, got 1.0 to 0.1; swap them?",
        assertThrows(TrainException.class, () -> new RateTest(1, 0.1, 100, 1)).getMessage());
    assertEquals(
        "a range test needs 10 updates or more to tell a slope from chance, got 3",
        assertThrows(TrainException.class, () -> new RateTest(0.1, 1, 3, 1)).getMessage());
  }
}
