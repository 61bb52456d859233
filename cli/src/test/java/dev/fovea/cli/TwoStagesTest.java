package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector of two stages through the command: trained, measured, used and looked into. */
class TwoStagesTest {
  @TempDir static Path box;

  private static Path data;
  private static Path run;
  private static Said said;

  @BeforeAll
  static void train() {
    data = box.resolve("drawn");
    run = box.resolve("run");
    Said drawn =
        Said.of(
            "data", "draw", "--out", data, "--scene", "objects", "--count", "28", "--size", "64");
    assertEquals(0, drawn.code(), drawn.err());
    said = train(run, "--epochs", "1");
    assertEquals(0, said.code(), said.err());
  }

  private static Said train(Path out, Object... more) {
    Object[] words = {
      "train",
      "detect",
      "--data",
      data,
      "--model",
      "fasterrcnn-mobilenet_v3_small",
      "--size",
      "64",
      "--batch",
      "4",
      "--out",
      out,
      "--device",
      "cpu"
    };
    var all = new ArrayList<Object>(List.of(words));
    all.addAll(List.of(more));
    return Said.of(all.toArray());
  }

  @Test
  void learnsAndLeavesWhatEveryRunLeaves() {
    assertTrue(
        said.err().contains("fasterrcnn-mobilenet_v3_small from random weights"), said.err());
    assertTrue(said.err().contains("\nepoch 1/1     loss "), said.err());
    for (String file : new String[] {"best.safetensors", "metrics.json", "state"})
      assertTrue(Files.exists(run.resolve(file)), file);
    try (var detector = Detector.open(run.resolve("best.safetensors"), Settings.on("cpu"))) {
      assertEquals("detect", detector.model().task());
    }
  }

  @Test
  void isMeasuredAndLookedInto() {
    Said measured = Said.of("evaluate", run, "--data", data);
    assertEquals(0, measured.code(), measured.err());
    assertTrue(measured.out().contains("map"), measured.out());
    Said info = Said.of("info", run.resolve("best.safetensors"));
    assertEquals(0, info.code(), info.err());
    assertTrue(info.out().contains("fasterrcnn-mobilenet_v3_small"), info.out());
    Said network = Said.of("info", "fasterrcnn_resnet50_fpn");
    assertEquals(0, network.code(), network.err());
    assertTrue(network.out().contains("Faster R-CNN"), network.out());
  }

  /** Losses of each stage stand in the log. */
  @Test
  void logsItsLosses() throws Exception {
    String head = Files.readAllLines(run.resolve("log.csv")).getFirst();
    for (String loss : new String[] {"objectness", "proposal", "class", "box"})
      assertTrue(head.contains(loss), head);
  }

  @Test
  void refusesInOneSentence() {
    Said sharp = train(box.resolve("other"), "--epochs", "1", "--set", "sharpness=0.05");
    assertEquals(2, sharp.code());
    assertTrue(sharp.err().contains("want one network"), sharp.err());
    Said exported =
        Said.of("export", run, "--to", "onnx", "--out", box.resolve("m.onnx"), "--data", data);
    assertEquals(1, exported.code());
    assertTrue(exported.err().contains("is three networks"), exported.err());
  }
}
