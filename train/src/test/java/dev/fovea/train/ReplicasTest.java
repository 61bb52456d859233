package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two replicas are two learners of half a batch each, whose mean is taken. */
class ReplicasTest {
  private static final Manner TWO = Manner.PLAIN.withReplicas(2);
  private static final Part.Settings SETTINGS =
      Part.Settings.of(new Optimiser.Sgd(0.1, 0, false, 0.01));
  private static final int PICTURE = 3 * 8 * 8;

  private static Network normed() {
    return Wire.image("normed", 3)
        .conv("conv1", 4, 3, 1)
        .norm("bn1")
        .relu()
        .convBias("conv2", 6, 3, 2)
        .average()
        .linear("fc", Tiny.CLASSES)
        .network("logits");
  }

  /** Learns from some of five pictures, so many times. */
  private static Map<String, float[]> learned(
      Network network, Manner manner, int first, int count, int steps) {
    try (var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, SETTINGS, manner)) {
      for (int i = 0; i < steps; i++) learn(step, pictures(), first, count);
      return Tiny.numbers(weights);
    }
  }

  private static double learn(SupervisedStep step, float[] pictures, int first, int count) {
    try (var _ = new Scope()) {
      var images = Tensors.of(pictures, 5, 3, 8, 8).narrow(0, first, count);
      var truth = new float[5 * Tiny.CLASSES];
      for (int i = 0; i < 5; i++) truth[i * Tiny.CLASSES + i % Tiny.CLASSES] = 1;
      return step.learn(images, Tensors.of(truth, 5, Tiny.CLASSES).narrow(0, first, count), 1);
    }
  }

  private static float[] pictures() {
    var random = new Random(7);
    var pictures = new float[5 * PICTURE];
    for (int i = 0; i < pictures.length; i++)
      pictures[i] = (float) random.nextGaussian() * (1 + i / PICTURE);
    return pictures;
  }

  @Test
  void withoutNormsTheyLearnWhatOneDoes() {
    Map<String, float[]> one = learned(Tiny.plain(), Manner.PLAIN, 0, 5, 4);
    Map<String, float[]> two = learned(Tiny.plain(), TWO, 0, 5, 4);
    one.forEach((name, numbers) -> assertArrayEquals(numbers, two.get(name), 1e-6f, name));
  }

  /** Weights and running statistics, by how many pictures each has seen. */
  @Test
  void withNormsTheyLearnTheMeanOfWhatTheHalvesTeach() {
    Map<String, float[]> first = learned(normed(), Manner.PLAIN, 0, 3, 1);
    Map<String, float[]> second = learned(normed(), Manner.PLAIN, 3, 2, 1);
    Map<String, float[]> whole = learned(normed(), Manner.PLAIN, 0, 5, 1);
    Map<String, float[]> two = learned(normed(), TWO, 0, 5, 1);
    var far = new float[1];
    two.forEach((name, numbers) -> {
      for (int i = 0; i < numbers.length; i++) {
        float mean = 0.6f * first.get(name)[i] + 0.4f * second.get(name)[i];
        assertEquals(mean, numbers[i], 2e-6f, name + " at " + i);
        far[0] = Math.max(far[0], Math.abs(whole.get(name)[i] - numbers[i]));
      }
    });
    assertTrue(far[0] > 1e-3, "one network would have learned the same, " + far[0]);
    assertEquals(1, two.get("bn1.num_batches_tracked")[0]);
  }

  @Test
  void theBitsAreThoseOfTheLastTime() {
    Map<String, float[]> once = learned(normed(), TWO, 0, 5, 30);
    for (int i = 0; i < 3; i++)
      learned(normed(), TWO, 0, 5, 30)
          .forEach((name, numbers) -> assertArrayEquals(once.get(name), numbers, name));
  }

  @Test
  void onePictureIsForOne() {
    assertArrayEquals(
        learned(normed(), Manner.PLAIN, 0, 1, 2).get("conv1.weight"),
        learned(normed(), TWO, 0, 1, 2).get("conv1.weight"));
  }

  @Test
  void whatEitherHalfMeetsIsSaid() {
    for (int broken : List.of(0, 4 * PICTURE)) {
      float[] pictures = pictures();
      pictures[broken] = Float.NaN;
      try (var weights = Tiny.weights(normed());
          var step = Tiny.step(normed(), weights, SETTINGS, TWO)) {
        var e = assertThrows(DivergedException.class, () -> learn(step, pictures, 0, 5));
        assertTrue(e.getMessage().contains("the batch itself holds"), e.getMessage());
      }
    }
  }

  @Test
  void diceAndALookAroundAreRefused() {
    Network network = Tiny.network();
    try (var weights = Tiny.weights(network);
        var part = new Part("model", network, weights, SETTINGS)) {
      var e =
          assertThrows(
              TrainException.class,
              () -> new SupervisedStep(network, part, Tiny.SQUARES, Tiny.CPU, TWO));
      assertTrue(e.getMessage().contains("tiny throws dice"), e.getMessage());
    }
    assertThrows(TrainException.class, () -> TWO.withCheckpoint(true));
    assertThrows(TrainException.class, () -> TWO.withReplicas(3));
  }
}
