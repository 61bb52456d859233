package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.project.RunEvent;
import dev.fovea.train.TrainEvent;
import dev.fovea.train.Validation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What a run says while it goes on. */
class RunLinesTest {
  private static String said(boolean live, List<RunEvent> events) {
    var err = new ByteArrayOutputStream();
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    try (var lines = new RunLines(new Screen(stream, stream, live, true))) {
      events.forEach(lines);
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  private static RunEvent trained(TrainEvent event) {
    return new RunEvent.Trained(event);
  }

  private static SequencedMap<String, Double> losses(double loss) {
    return new LinkedHashMap<>(Map.of("loss", loss));
  }

  private static List<RunEvent> run() {
    var loss = new LinkedHashMap<>(Map.of("loss", 1.25));
    var first = new Validation(new LinkedHashMap<>(Map.of("top1", 0.5)), "top1");
    var second = new Validation(new LinkedHashMap<>(Map.of("top1", 0.45)), "top1");
    return List.of(
        new RunEvent.Found("class folders: 2 classes, 80 images (train 80)"),
        new RunEvent.Chose("small from random weights on 28 x 28 px"),
        new RunEvent.Warned("class 'b' has 3 pictures only"),
        trained(new TrainEvent.Started(0, false, 12, 10)),
        trained(new TrainEvent.EpochStarted(0, 1, 0)),
        trained(new TrainEvent.BatchDone(5, 1, 5, 10, 0.04, loss, 0.1, 812.4, 0.03)),
        trained(new TrainEvent.Validated(10, 1, losses(1.2), 0.1, 812.4, 0.03, 12.2, first, true)),
        trained(
            new TrainEvent.Validated(20, 2, losses(1.1), 0.1, 799.6, 0.03, 83.7, second, false)),
        trained(new TrainEvent.Stopped(20, TrainEvent.Reason.NO_IMPROVEMENT, 2, 1, 84)));
  }

  @Test
  void elsewhereThanOnATerminalThereIsALineAnEpoch() {
    assertEquals(
        """
        Found class folders: 2 classes, 80 images (train 80)
          small from random weights on 28 x 28 px
        Warning: class 'b' has 3 pictures only
        epoch 1/12    loss 1.2000  top1 0.5000 (best)  812 images/s  12 s
        epoch 2/12    loss 1.1000  top1 0.4500         800 images/s  1 min 24 s
        The score no longer improves: trained for 1 min 24 s; epoch 1 scored best
        """,
        said(false, run()));
  }

  @Test
  void onATerminalABarIsWrittenOver() {
    String live = said(true, run());
    String bar = "\r\033[Kepoch 1/12 ━━━━━━──────  50 %  loss 1.250  812 images/s";
    assertTrue(live.contains(bar + "\r\033[Kepoch 1/12    loss 1.2000"), live);
    assertTrue(live.endsWith("epoch 1 scored best\n"), live);
  }

  @Test
  void severalRunsAreToldApart() {
    var events = List.of(new RunEvent.Next(2, 5, "fold 2 of 5"), run().get(3), run().get(5));
    assertTrue(said(true, events).contains("\r\033[K2/5 epoch 1/12 ━━"), said(true, events));
    assertEquals("── fold 2 of 5 ──\n", said(false, events));
  }
}
