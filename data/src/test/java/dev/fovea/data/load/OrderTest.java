package dev.fovea.data.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.image.Preprocess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final int RARE = 3;

  /** 20 pictures, three of them of class 1. */
  private static List<Example> few() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 20; i++) examples.add(example(new Truth.OneOf(i < RARE ? 1 : 0)));
    return examples;
  }

  private static Example example(Truth truth) {
    return new Example("x", new FileSource(Path.of(""), Path.of("x")), truth);
  }

  private static Feed feed(Sampler sampler, int classes) {
    return Feed.training(Preprocess.stretch(3, 8, 8), classes, 4, Augment.none(), 7)
        .withSampler(sampler);
  }

  private static int[] indices(Order order) {
    return IntStream.range(0, order.length()).map(order::index).toArray();
  }

  @Test
  void naturalShowsEachOnce() {
    int[] order = indices(Order.of(few(), feed(Sampler.NATURAL, 2), 0));
    assertArrayEquals(IntStream.range(0, 20).toArray(), Arrays.stream(order).sorted().toArray());
  }

  @Test
  void balancedShowsEachClassAsOften() {
    Order order = Order.of(few(), feed(Sampler.BALANCED, 2), 0);
    int[] indices = indices(order);
    assertEquals(20, indices.length);
    var shown = new int[20];
    for (int place = 0; place < 20; place++) {
      assertEquals(shown[indices[place]]++, order.turn(place), "place " + place);
    }
    assertEquals(10, Arrays.stream(indices).filter(i -> i < RARE).count());
    for (int i = 0; i < RARE; i++) assertTrue(shown[i] == 3 || shown[i] == 4, "evenly: " + i);
    for (int i = RARE; i < 20; i++) assertTrue(shown[i] <= 1, "of 17 good ones ten, none twice");
  }

  @Test
  void balancedShowsAllInTwoEpochsAndFollowsSeedAndEpoch() {
    var seen = new boolean[20];
    for (int epoch = 0; epoch < 2; epoch++) {
      int[] order = indices(Order.of(few(), feed(Sampler.BALANCED, 2), epoch));
      assertArrayEquals(order, indices(Order.of(few(), feed(Sampler.BALANCED, 2), epoch)));
      assertFalse(Arrays.equals(order, indices(Order.of(few(), feed(Sampler.BALANCED, 2), 99))));
      for (int i : order) seen[i] = true;
    }
    for (boolean one : seen) assertTrue(one);
  }

  /**
   * Pictures without a label are a class; one of two labels stands for both; an empty class not.
   */
  @Test
  void severalLabels() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 28; i++) examples.add(example(new Truth.AnyOf(List.of())));
    examples.add(example(new Truth.AnyOf(List.of(0))));
    examples.add(example(new Truth.AnyOf(List.of(0, 2))));
    int[] indices = indices(Order.of(examples, feed(Sampler.BALANCED, 3), 0));
    assertEquals(30, indices.length);
    assertEquals(10, Arrays.stream(indices).filter(i -> i < 28).count(), "no label");
    assertEquals(5, Arrays.stream(indices).filter(i -> i == 28).count(), "label 0, half of it");
    assertEquals(15, Arrays.stream(indices).filter(i -> i == 29).count(), "0 in half, 2 in all");
  }
}
