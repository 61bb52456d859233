package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.train.TrainEvent.Reason;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped or killed and goes on ends with the bits of one that was not. */
class ResumeTest {
  /** EMA, momentum, clipping, two passes an update (5 batches an epoch: one is left over). */
  private static final Part.Settings SETTINGS =
      new Part.Settings(Tiny.momentum(0.1), 2, 0.5, 0.9, List.of());

  private static final Duration EACH_STEP = Duration.ZERO;
  private static final Duration EPOCHS_ONLY = Duration.ofHours(1);

  @TempDir Path whole;
  @TempDir Path broken;

  private static final class Killed extends RuntimeException {}

  /** What one process does: builds everything anew, then starts or goes on. */
  private static Reason process(
      Path folder, Plan plan, Part.Settings settings, Notes notes, int stopAt, int killAt) {
    return process(folder, plan, settings, Manner.PLAIN, notes, stopAt, killAt);
  }

  private static Reason process(
      Path folder,
      Plan plan,
      Part.Settings settings,
      Manner manner,
      Notes notes,
      int stopAt,
      int killAt) {
    Network network = Tiny.network();
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings, manner)) {
      var loop = new Loop[1];
      Consumer<TrainEvent> events =
          event -> {
            if (!(event instanceof TrainEvent.BatchDone done)) return;
            if (done.step() == stopAt) loop[0].askToStop();
            if (done.step() == killAt) throw new Killed();
          };
      loop[0] = new Loop(plan, loader, step, notes, folder, events);
      return State.in(folder) ? loop[0].resume() : loop[0].run();
    }
  }

  private static Plan plan(int epochs, Duration saveEvery, int patience) {
    return new Plan(epochs, null, new Schedule.Cosine(0), patience, saveEvery, 3);
  }

  @Test
  void stoppedFiveTimes() {
    var straight = Notes.ofWeights();
    assertEquals(Reason.FINISHED, process(whole, plan(3, EACH_STEP, 0), SETTINGS, straight, 0, 0));
    var notes = Notes.ofWeights();
    for (int stopAt : new int[] {1, 4, 5, 7, 14})
      assertEquals(
          Reason.INTERRUPTED, process(broken, plan(3, EACH_STEP, 0), SETTINGS, notes, stopAt, 0));
    assertEquals(Reason.FINISHED, process(broken, plan(3, EACH_STEP, 0), SETTINGS, notes, 0, 0));
    assertSameEnd(straight, notes);
  }

  @Test
  void killedBetweenSaves() {
    var straight = Notes.ofWeights();
    process(whole, plan(3, EPOCHS_ONLY, 0), SETTINGS, straight, 0, 0);
    var notes = Notes.ofWeights();
    for (int killAt : new int[] {3, 8, 9, 13})
      assertThrows(
          Killed.class, () -> process(broken, plan(3, EPOCHS_ONLY, 0), SETTINGS, notes, 0, killAt));
    process(broken, plan(3, EPOCHS_ONLY, 0), SETTINGS, notes, 0, 0);
    assertSameEnd(straight, notes);
  }

  @Test
  void killedWhileItLooksAroundInBf16() {
    var manner = new Manner(0.05, Precision.BF16);
    killed(manner, manner);
  }

  /** Also where only the resumed run does it: no bit tells the two apart. */
  @Test
  void killedWhileActivationsAreWorkedOutAgain() {
    var manner = new Manner(0.05, Precision.BF16);
    killed(manner, manner.withCheckpoint(true));
  }

  private void killed(Manner whole, Manner manner) {
    var settings = new Part.Settings(Tiny.momentum(0.1), 1, 0.5, 0.9, List.of());
    var straight = Notes.ofWeights();
    process(this.whole, plan(2, EPOCHS_ONLY, 0), settings, whole, straight, 0, 0);
    var notes = Notes.ofWeights();
    for (int killAt : new int[] {3, 8})
      assertThrows(
          Killed.class,
          () -> process(broken, plan(2, EACH_STEP, 0), settings, manner, notes, 0, killAt));
    process(broken, plan(2, EPOCHS_ONLY, 0), settings, manner, notes, 0, 0);
    assertSameEnd(straight, notes);
  }

  @Test
  void killedWithRatesByLayer() {
    var layered =
        new Part.Settings(Optimiser.Lamb.of(0.01, 0.1), 2, 0, 0.9, List.of())
            .with(StageRates.EVEN.withDecay(0.6));
    var straight = Notes.ofWeights();
    process(whole, plan(2, EPOCHS_ONLY, 0), layered, straight, 0, 0);
    var notes = Notes.ofWeights();
    for (int killAt : new int[] {3, 8})
      assertThrows(
          Killed.class, () -> process(broken, plan(2, EACH_STEP, 0), layered, notes, 0, killAt));
    process(broken, plan(2, EPOCHS_ONLY, 0), layered, notes, 0, 0);
    assertSameEnd(straight, notes);
    var e =
        assertThrows(
            TrainException.class,
            () -> process(broken, plan(3, EPOCHS_ONLY, 0), SETTINGS, Notes.ofWeights(), 0, 0));
    assertTrue(
        e.getMessage()
            .contains("\"DECAYED conv1.weight [4, 3, 3, 3] channels last stage 0\" where this run"),
        e.getMessage());
  }

  /** Its two groups remember different things. */
  @Test
  void killedWithMuon() {
    var turning = new Part.Settings(Optimiser.Muon.of(0.01, 0.1), 2, 0, 0.9, List.of());
    var straight = Notes.ofWeights();
    process(whole, plan(2, EPOCHS_ONLY, 0), turning, straight, 0, 0);
    var notes = Notes.ofWeights();
    for (int killAt : new int[] {3, 8})
      assertThrows(
          Killed.class, () -> process(broken, plan(2, EACH_STEP, 0), turning, notes, 0, killAt));
    process(broken, plan(2, EPOCHS_ONLY, 0), turning, notes, 0, 0);
    assertSameEnd(straight, notes);
  }

  @Test
  void killedWhileStagesWait() {
    var gradual =
        new Part.Settings(Optimiser.AdamW.of(0.01, 0.1), 1, 0.5, 0.9, List.of())
            .with(StageRates.EVEN.withUnfreeze(new Unfreeze(0.3, 0.4)));
    var straight = Notes.ofWeights();
    process(whole, plan(3, EPOCHS_ONLY, 0), gradual, straight, 0, 0);
    var notes = Notes.ofWeights();
    for (int killAt : new int[] {2, 6, 9, 12})
      assertThrows(
          Killed.class, () -> process(broken, plan(3, EACH_STEP, 0), gradual, notes, 0, killAt));
    process(broken, plan(3, EPOCHS_ONLY, 0), gradual, notes, 0, 0);
    assertSameEnd(straight, notes);
  }

  @Test
  void patienceCountsOnAcrossAStop() {
    var straight = Notes.scores(0.5, 0.4, 0.3, 0.2);
    assertEquals(
        Reason.NO_IMPROVEMENT, process(whole, plan(9, EPOCHS_ONLY, 2), SETTINGS, straight, 0, 0));
    var notes = Notes.scores(0.5, 0.4, 0.3, 0.2);
    process(broken, plan(9, EPOCHS_ONLY, 2), SETTINGS, notes, 12, 0);
    assertEquals(
        Reason.NO_IMPROVEMENT, process(broken, plan(9, EPOCHS_ONLY, 2), SETTINGS, notes, 0, 0));
    assertEquals(3, notes.kept.size());
    assertSameEnd(straight, notes);
  }

  @Test
  void afterAnEarlyStopAResumeGoesOn() {
    var notes = Notes.scores(0.5, 0.4, 0.3, 0.6, 0.1);
    process(broken, plan(9, EPOCHS_ONLY, 2), SETTINGS, notes, 0, 0);
    assertEquals(
        Reason.NO_IMPROVEMENT, process(broken, plan(9, EPOCHS_ONLY, 2), SETTINGS, notes, 0, 0));
    assertEquals(6, notes.kept.size());
    assertEquals(new Notes.Kept(4, true, 0.6), notes.kept.get(3));
  }

  @Test
  void moreEpochsGoOn() {
    var notes = Notes.ofWeights();
    process(broken, plan(2, EPOCHS_ONLY, 0), SETTINGS, notes, 0, 0);
    assertEquals(Reason.FINISHED, process(broken, plan(2, EPOCHS_ONLY, 0), SETTINGS, notes, 0, 0));
    assertEquals(2, notes.kept.size(), "nothing is left to do");
    assertEquals(Reason.FINISHED, process(broken, plan(4, EPOCHS_ONLY, 0), SETTINGS, notes, 0, 0));
    assertEquals(List.of(1, 2, 3, 4), notes.kept.stream().map(Notes.Kept::epoch).toList());
  }

  @Test
  void frozenWeightsComeFromTheState() {
    var frozen = new Part.Settings(Tiny.momentum(0.1), 1, 0, 0.9, List.of("conv1", "bn1"));
    process(broken, plan(2, EACH_STEP, 0), frozen, Notes.ofWeights(), 3, 0);
    Network network = Tiny.network();
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var zeros = weights.copy()) {
      try (var _ = new Scope()) {
        zeros.tensors().values().forEach(Tensor::zero_);
      }
      var step = Tiny.step(network, zeros, frozen);
      var notes = Notes.ofWeights();
      new Loop(plan(2, EACH_STEP, 0), loader, step, notes, broken, _ -> {}).resume();
      var first = Tiny.numbers(weights);
      for (String name : List.of("conv1.weight", "bn1.weight", "bn1.running_var"))
        assertArrayEquals(first.get(name), notes.last.get(name));
      step.close();
    }
  }

  @Test
  void anotherModelsStateIsRefused() {
    process(broken, plan(1, EPOCHS_ONLY, 0), SETTINGS, Notes.ofWeights(), 0, 0);
    var other = new Part.Settings(Tiny.momentum(0.1), 1, 0, 0, List.of("conv1"));
    var e =
        assertThrows(
            TrainException.class,
            () -> process(broken, plan(2, EPOCHS_ONLY, 0), other, Notes.ofWeights(), 0, 0));
    assertEquals(
        "the state is of another model: it has \"DECAYED conv1.weight [4, 3, 3, 3] channels"
            + " last\" where this run has \"FROZEN conv1.weight [4, 3, 3, 3]\"; resume with the model, frozen"
            + " parts and layer decay that it was made with, or start anew",
        e.getMessage());
    var adam = Part.Settings.of(Optimiser.AdamW.of(0.01, 0));
    e =
        assertThrows(
            TrainException.class,
            () -> process(broken, plan(2, EPOCHS_ONLY, 0), adam, Notes.ofWeights(), 0, 0));
    assertEquals(
        "the state holds no tensor model.group0.mean; it is of another model or optimiser",
        e.getMessage());
    var lars = Part.Settings.of(Optimiser.Lars.of(0.1, 0.9, 0));
    e =
        assertThrows(
            TrainException.class,
            () -> process(broken, plan(2, EPOCHS_ONLY, 0), lars, Notes.ofWeights(), 0, 0));
    assertEquals(
        "the state remembers what Sgd does, not Lars; go on with the same optimiser, or start anew",
        e.getMessage());
  }

  private void assertSameEnd(Notes straight, Notes notes) {
    assertEquals(straight.kept, notes.kept);
    assertEquals(content(whole), content(broken));
    assertEquals(straight.last.keySet(), notes.last.keySet());
    straight.last.forEach(
        (name, numbers) -> assertArrayEquals(numbers, notes.last.get(name), name));
  }

  /** All bits of a state, less the seconds that it took. */
  private static Map<String, Object> content(Path folder) {
    var content = new TreeMap<String, Object>();
    try (var file = SafetensorsFile.open(folder.resolve(State.FILE))) {
      content.putAll(file.metadata());
      content.remove("seconds");
      content.remove("validation_seconds");
      file.tensors()
          .forEach((name, t) ->
              content.put(name, ByteBuffer.wrap(t.bytes().toArray(ValueLayout.JAVA_BYTE))));
    }
    return content;
  }
}
