package dev.fovea.predict.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardJsonTest {
  private static final Path FILE = Path.of("parts.onnx");

  static ModelCard card() {
    var scores = new LinkedHashMap<String, Double>();
    scores.put("top1", 0.875);
    scores.put("balanced_accuracy", 0.5);
    return new ModelCard(
        "classify",
        Classes.of("good", "scratch \u00e9"),
        Preprocess.stretch(1, 28, 30),
        ClassifyPostprocess.oneOf()
            .withTemperature(1.25)
            .withDecision(new Decision.Positive(1, 0.125))
            .withMinConfidence(0.75),
        scores,
        Map.of("seed", "7"));
  }

  private static ModelCard read(Map<String, String> metadata) {
    return CardJson.read(FILE, metadata, CardJson.Besides.NOTHING);
  }

  @Test
  void whatIsWrittenIsRead() {
    ModelCard read = read(CardJson.write(card(), CardJson.Besides.NOTHING));
    assertEquals(card(), read);
    assertEquals(List.of("top1", "balanced_accuracy"), List.copyOf(read.scores().keySet()));
  }

  @Test
  void whatTellsOtherPicturesIsAStringOfItsOwn() {
    var known = List.of(new float[] {3, 4}, new float[] {1, 0}, new float[] {0, -2});
    var card = card().withNovelty(Optional.of(Novelty.fit(known, known, 2)));
    var metadata = CardJson.write(card, CardJson.Besides.NOTHING);
    Novelty read = read(metadata).novelty().orElseThrow();
    assertEquals(
        card.novelty().orElseThrow().distance(new float[] {1, 1}),
        read.distance(new float[] {1, 1}),
        1e-3,
        "kept as float16");
    metadata.remove(CardJson.NOVELTY);
    assertEquals(card(), read(metadata));
  }

  private static void refused(String json, String reason) {
    var metadata = new HashMap<String, String>();
    metadata.put(CardJson.KEY, json);
    assertEquals(
        "parts.onnx: what the file says of its model cannot be read: "
            + reason
            + "; write it again, or open it with a Fovea as new as the file",
        assertThrows(ModelException.class, () -> read(metadata)).getMessage());
  }

  @Test
  void whatCannotBeReadIsOneSentence() {
    String json = CardJson.write(card(), CardJson.Besides.NOTHING).get(CardJson.KEY);
    refused(
        json.replace("{\"version\":2,\"task\"", "{\"version\":3,\"task\""),
        "it is of version 3, this Fovea reads versions 1 to 2");
    refused(json.replace("\"scores\"", "\"points\""), "it has the unknown key points");
    refused(json.replace("\"task\":\"classify\",", ""), "it lacks task");
    refused(
        json.replace("\"kind\":\"plain\"", "\"kind\":\"gan\""),
        "its networks are put together as gan, which is unknown here");
    refused(
        json.replace("\"scratch \u00e9\"", "\"scratch\",\"dent\""),
        "a positive label needs two classes, got 3");
    refused("[]", "expected START_OBJECT at line: 1, column: 2, got START_ARRAY");
    refused("", "expected START_OBJECT at line: 1, column: 1, got null");
    refused(
        "not JSON",
        "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token"
            + " 'null', 'true' or 'false')");
  }

  @Test
  void aFileThatSaysNothingIsRefused() {
    assertEquals(
        "parts.onnx says nothing of its model under fovea; export it anew",
        assertThrows(ModelException.class, () -> read(Map.of("author", "me"))).getMessage());
  }
}
