package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.train.Schedule.Constant;
import dev.fovea.train.Schedule.Cosine;
import dev.fovea.train.Schedule.OneCycle;
import dev.fovea.train.Schedule.Steps;
import dev.fovea.train.Schedule.WarmUp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Factors beside torch.optim.lr_scheduler's; src/test/python/golden.py made its numbers. */
class ScheduleTest {
  private static Schedule schedule(String name) {
    return switch (name) {
      case "cosine" -> new Cosine(0.05);
      case "onecycle" -> new OneCycle(0.3, 25, 1e4);
      case "steps" -> new Steps(4, 0.1);
      case "warm" -> new WarmUp(0.2, new Cosine(0));
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"cosine", "onecycle", "steps", "warm"})
  void factorsEqualPyTorchs(String name) throws IOException {
    List<String> lines;
    try (var in = ScheduleTest.class.getResourceAsStream("schedules.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    int seen = 0;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (!words[0].equals(name)) continue;
      double factor = schedule(name).factor(Integer.parseInt(words[1]) / 100.0);
      // A warm-up starts at a thousandth, not at 0: the first batch, too, shall teach something.
      double off = name.equals("warm") && words[1].equals("0") ? 1e-3 : 1e-8;
      assertEquals(Double.parseDouble(words[2]), factor, off, line);
      seen++;
    }
    assertTrue(seen >= 20, name + " has only " + seen + " numbers");
  }

  @Test
  void endsAndMiddles() {
    assertFactors(new Constant(), 1, 1, 1);
    assertFactors(new Cosine(0), 1, 0.5, 0);
    assertFactors(new Cosine(0.2), 1, 0.6, 0.2);
    assertFactors(new Steps(2, 0.1), 1, 0.1, 0.1);
    assertFactors(new OneCycle(0.5, 10, 100), 0.1, 1, 0.001);
    assertFactors(new OneCycle(0, 10, 100), 1, 0.5005, 0.001);
    assertFactors(new WarmUp(0.5, new Constant()), 0.001, 1, 1);
    assertFactors(new WarmUp(0, new Cosine(0)), 1, 0.5, 0);
  }

  private static void assertFactors(Schedule schedule, double begin, double middle, double end) {
    assertEquals(begin, schedule.factor(0), 1e-12, schedule + " at 0");
    assertEquals(middle, schedule.factor(0.5), 1e-12, schedule + " at 0.5");
    assertEquals(end, schedule.factor(1), 1e-12, schedule + " at 1");
  }

  @Test
  void nonsenseIsRefused() {
    assertEquals(
        "the warm-up's share must be from 0 to below 1, got 1.0",
        assertThrows(TrainException.class, () -> new WarmUp(1, new Constant())).getMessage());
    assertEquals(
        "a step schedule needs 1 part or more, got 0",
        assertThrows(TrainException.class, () -> new Steps(0, 0.1)).getMessage());
    assertEquals(
        "gamma must be above 0 and at most 1, got 2.0",
        assertThrows(TrainException.class, () -> new Steps(3, 2)).getMessage());
    assertEquals(
        "one-cycle divisors must be 1 or above, got 0.5, 10.0",
        assertThrows(TrainException.class, () -> new OneCycle(0.3, 0.5, 10)).getMessage());
  }
}
