package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A detector of two stages through the command: trained, measured, used and looked into. */
class TwoStagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /**
   * Of a network that has learned next to nothing two proposals may score alike but for the last
   * digit, and what libtorch and ONNX Runtime then tell differs; with this seed none do.
   */
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
      "cpu",
      "--seed",
      "1"
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

  @Test
  void aRateIsFoundForTheSameTask() {
    Said found = train(box.resolve("rate"), "--find-rate=20");
    assertEquals(0, found.code(), found.err());
    assertTrue(found.out().contains("fovea train detect --data "), found.out());
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
    assertTrue(sharp.err().contains("wants one network"), sharp.err());
    Said grey = train(box.resolve("other"), "--set", "mean=[0.5]");
    assertEquals(2, grey.code());
    assertTrue(
        grey.err().contains("model.mean is one number a channel, so 3 here, got [0.5]"),
        grey.err());
    assertFalse(Files.exists(box.resolve("other")));
    Path out = box.resolve("once.onnx");
    assertEquals(0, Said.of("export", run, "--to", "onnx", "--out", out).code());
    Said asked = Said.of("predict", out, data, "--iou", "0.9");
    assertEquals(1, asked.code());
    assertTrue(asked.err().contains("--decode outside to choose freely"), asked.err());
  }

  /** Proved, looked into, measured and used, as one file and as two. */
  @ParameterizedTest
  @ValueSource(strings = {"inside", "outside"})
  void isExported(String decode) throws Exception {
    Path out = box.resolve(decode + ".onnx");
    Said exported = Said.of("export", run, "--to", "onnx", "--out", out, "--decode", decode);
    assertEquals(0, exported.code(), exported.err() + exported.out());
    String words = exported.out().replace("\n", " ");
    boolean inside = decode.equals("inside");
    Path second = box.resolve("outside.box.onnx");
    assertTrue(words.contains(inside ? "It holds fasterrcnn-" : "They hold fasterrcnn-"), words);
    assertTrue(words.contains(inside ? "64 x 64 px alone" : "of any size"), words);
    assertTrue(
        words.contains(inside ? "It does all by itself: up to 1,000 proposals" : second + " ("),
        words);
    assertEquals(!inside, Files.exists(box.resolve(decode + ".box.onnx")));

    Said info = Said.of("info", out);
    assertEquals(0, info.code(), info.err());
    String told = info.out().replaceAll("\\s+", " ");
    assertTrue(
        told.contains(
            inside
                ? "Answers up to 1,000 proposals of a picture are looked into"
                : "Answers proposals are looked into by outside.box.onnx beside it"),
        told);
    assertScores(Said.of("evaluate", run, "--data", data, "--json", "-"), out);

    Said used = Said.of("predict", out, data, "--min-score", "0.05", "--json", "-");
    assertEquals(0, used.code(), used.err());
    assertEquals(28, used.out().lines().count(), used.out());
  }

  private static void assertScores(Said wanted, Path exported) throws Exception {
    Said got = Said.of("evaluate", exported, "--data", data, "--json", "-");
    assertEquals(0, got.code(), got.err());
    JsonNode one = JSON.readTree(wanted.out());
    JsonNode other = JSON.readTree(got.out());
    for (String name : new String[] {"map", "map50", "mar100"})
      assertEquals(one.get(name).asDouble(), other.get(name).asDouble(), 1e-3, name);
  }
}
