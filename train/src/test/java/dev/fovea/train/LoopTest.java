package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.train.TrainEvent.BatchDone;
import dev.fovea.train.TrainEvent.Reason;
import dev.fovea.train.TrainEvent.Stopped;
import dev.fovea.train.TrainEvent.Validated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private List<TrainEvent> run(Plan plan, Validator validator) {
    var events = new ArrayList<TrainEvent>();
    Network network = Tiny.plain();
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, Part.Settings.of(Tiny.momentum(0.5)))) {
      new Loop(plan, loader, step, validator, folder, events::add).run();
    }
    return events;
  }

  @Test
  void theScheduleRunsFromTheFirstStepToTheLast() {
    var done =
        Tiny.only(
            BatchDone.class, run(Plan.epochs(2, new Schedule.Cosine(0), 1), Notes.ofWeights()));
    assertEquals(10, done.size());
    for (int i = 0; i < 10; i++) {
      assertEquals(i + 1, done.get(i).step());
      double expected = 0.5 * (1 + Math.cos(Math.PI * i / 9)) / 2;
      assertEquals(expected, done.get(i).rate(), 1e-12);
    }
    assertEquals(1, done.getLast().progress());
    assertEquals(
        List.of(1, 2, 3, 4, 5, 1, 2, 3, 4, 5), done.stream().map(BatchDone::batch).toList());
  }

  @Test
  void eventsComeInOrder() {
    var kinds =
        run(Plan.epochs(2, new Schedule.Constant(), 1), Notes.ofWeights()).stream()
            .filter(e -> !(e instanceof BatchDone))
            .map(e -> e.getClass().getSimpleName())
            .toList();
    assertEquals(
        List.of(
            "Started",
            "Saved",
            "EpochStarted",
            "Validated",
            "Saved",
            "EpochStarted",
            "Validated",
            "Saved",
            "Stopped"),
        kinds);
  }

  @Test
  void theEpochsLossIsTheMeanOfItsBatches() {
    var events = run(Plan.epochs(1, new Schedule.Constant(), 1), Notes.ofWeights());
    double mean =
        Tiny.only(BatchDone.class, events).stream()
            .mapToDouble(b -> b.losses().get("loss"))
            .average()
            .orElseThrow();
    assertEquals(mean, Tiny.only(Validated.class, events).getFirst().loss(), 1e-12);
  }

  @Test
  void patienceEndsTheRunAndTheBestEpochIsNamed() {
    var plan = new Plan(9, null, new Schedule.Constant(), 2, MINUTE, 1);
    var events = run(plan, Notes.scores(0.1, 0.5, 0.5, 0.4, 0.9));
    var stopped = assertInstanceOf(Stopped.class, events.getLast());
    assertEquals(Reason.NO_IMPROVEMENT, stopped.reason());
    assertEquals(4, stopped.epoch());
    assertEquals(2, stopped.bestEpoch());
    assertEquals(
        List.of(true, true, false, false),
        Tiny.only(Validated.class, events).stream().map(Validated::best).toList());
  }

  @Test
  void aTimeBudgetEndsNearItsTimeValidatedAndWithAFallenRate() {
    var plan = new Plan(1, Duration.ofSeconds(3), new Schedule.Cosine(0), 0, MINUTE, 1);
    var notes = Notes.ofWeights().during(() -> sleep(200));
    long began = System.nanoTime();
    var events = run(plan, notes);
    double seconds = (System.nanoTime() - began) / 1e9;
    var stopped = assertInstanceOf(Stopped.class, events.getLast());
    assertEquals(Reason.NO_TIME_LEFT, stopped.reason());
    assertTrue(stopped.seconds() > 2.5 && seconds < 6, seconds + " s for a budget of 3 s");
    var last = Tiny.only(BatchDone.class, events).getLast();
    assertTrue(last.rate() < 0.1, "the last rate is " + last.rate() + " of 0.5");
    var validated = Tiny.only(Validated.class, events).getLast();
    assertEquals(last.step(), validated.step());
    assertTrue(notes.kept.size() > 1, "only " + notes.kept.size() + " epochs");
  }

  @Test
  void aBudgetTooShortForAnythingStillTeachesOneBatch() {
    var plan = new Plan(1, Duration.ofNanos(1), new Schedule.Cosine(0), 0, MINUTE, 1);
    var notes = Notes.ofWeights();
    var events = run(plan, notes);
    assertEquals(Reason.NO_TIME_LEFT, assertInstanceOf(Stopped.class, events.getLast()).reason());
    assertEquals(1, Tiny.only(BatchDone.class, events).size());
    assertEquals(1, notes.kept.size());
  }

  @Test
  void nonsenseIsRefused() {
    assertEquals(
        "epochs must be 1 or more, got 0",
        refusal(() -> Plan.epochs(0, new Schedule.Constant(), 1)));
    assertEquals(
        "the time budget must be above 0, got PT0S",
        refusal(() -> new Plan(1, Duration.ZERO, new Schedule.Constant(), 0, MINUTE, 1)));
    assertEquals(
        "patience must be 0 or more, got -1",
        refusal(() -> new Plan(1, null, new Schedule.Constant(), -1, MINUTE, 1)));
    assertEquals(
        "accumulate must be 1 or more, got 0",
        refusal(() -> new Part.Settings(Tiny.momentum(1), 0, 0, 0, List.of())));
    assertEquals(
        "the EMA's decay must be from 0 to below 1, got 1.0",
        refusal(() -> new Part.Settings(Tiny.momentum(1), 1, 0, 1, List.of())));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable nonsense) {
    return assertThrows(TrainException.class, nonsense).getMessage();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
