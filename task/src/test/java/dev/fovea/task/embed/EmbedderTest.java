package dev.fovea.task.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Features;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.graph.Wire;
import dev.fovea.image.Canvas;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTest {
  @TempDir Path folder;

  private Path write(Network network, String task, Optional<Novelty> novelty) {
    String name = network.name() + (novelty.isPresent() ? "-knows" : "");
    Path file = folder.resolve(name + ".safetensors");
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 5)) {
      ModelFile.write(
          file,
          new Model(
                  task,
                  network,
                  weights,
                  Classes.of("cat", "dog"),
                  Preprocess.stretch(3, 32, 32),
                  ClassifyPostprocess.oneOf(),
                  new LinkedHashMap<>(),
                  new LinkedHashMap<>())
              .withNovelty(novelty));
    }
    return file;
  }

  private static Image picture(int seed) {
    return Canvas.blank(40, 30, 0x204060)
        .fillEllipse(seed, 5, 12, 12, 0xffcc00)
        .fillRectangle(20, seed, 8, 8, 0x00cc44)
        .toImage();
  }

  /** Every family of the zoo has features, as wide as what its last linear layer reads. */
  @Test
  void everyNetworkOfTheZooHasFeatures() {
    for (String name : Zoo.names()) {
      Network network = Zoo.network(name, Options.of(7));
      String head = Zoo.family(name).head();
      int reads = Params.of(network).get(head + ".weight").shape().get(1);
      assertEquals(reads, Features.width(network), name);
      assertEquals(
          Params.count(network) - 7L * (reads + 1), Params.count(Features.of(network)), name);
    }
  }

  /** The head over the features gives the classifier's logits: nothing else is in between. */
  @Test
  void theHeadReadsTheFeatures() {
    Path file = write(Zoo.network("small", Options.of(2)), "classify", Optional.empty());
    try (var embedder = Embedder.open(file, "cpu");
        var classifier = Classifier.open(file, Settings.on("cpu"))) {
      assertEquals(128, embedder.width());
      float[] features = embedder.embed(picture(3));
      float[] weight = Tensors.toArray(embedder.model().weights().get("fc.weight"));
      float[] bias = Tensors.toArray(embedder.model().weights().get("fc.bias"));
      var logits = new float[2];
      for (int c = 0; c < 2; c++) {
        logits[c] = bias[c];
        for (int i = 0; i < 128; i++) logits[c] += weight[128 * c + i] * features[i];
      }
      float[] probabilities = embedder.model().classify().probabilities(logits);
      for (var label : classifier.classify(picture(3)).labels())
        assertEquals(probabilities[label.name().equals("cat") ? 0 : 1], label.probability(), 1e-5);
      List<float[]> batch = embedder.embed(List.of(picture(3), picture(9)));
      assertArrayEquals(features, batch.get(0), 1e-5f);
      assertEquals(List.of(), embedder.embed(List.of()));
    }
  }

  @Test
  void aUnitVectorHasLengthOne() {
    assertArrayEquals(new float[] {0.6f, 0.8f}, Embedder.unit(new float[] {3, 4}), 1e-6f);
    assertArrayEquals(new float[2], Embedder.unit(new float[2]));
  }

  @Test
  void anyTaskEmbedsButNotANetworkWithoutAHead() {
    Path file = write(Zoo.network("small", Options.of(2)), "pretrain", Optional.empty());
    try (var embedder = Embedder.open(file, "cpu")) {
      assertEquals(128, embedder.embed(picture(1)).length);
    }
    Network none = Wire.image("none", 3).relu().average().network("logits");
    Path plain = write(none, "classify", Optional.empty());
    var refused = assertThrows(ModelException.class, () -> Embedder.open(plain, "cpu"));
    assertEquals(
        plain
            + ": none has no linear layer and no convolution at its end that reads one vector a"
            + " picture, so it has no features; embed with another model",
        refused.getMessage());
  }

  /** A model that knows two pictures marks a third, and Python still sees the network's tensors. */
  @Test
  void noveltyIsKeptInTheModel() {
    Network network = Zoo.network("small", Options.of(2));
    Path plain = write(network, "classify", Optional.empty());
    Novelty novelty;
    float[] strange;
    try (var embedder = Embedder.open(plain, "cpu")) {
      assertEquals(Optional.empty(), embedder.model().novelty());
      var known = embedder.embed(List.of(picture(3), picture(4)));
      novelty = Novelty.fit(known, known, 1);
      strange = embedder.embed(Canvas.blank(30, 30, 0xff00ff).toImage());
    }
    Path file = write(network, "classify", Optional.of(novelty));
    try (var classifier = Classifier.open(file, Settings.on("cpu"))) {
      Novelty read = classifier.model().novelty().orElseThrow();
      assertEquals(novelty.threshold(), read.threshold());
      assertEquals(novelty.distance(strange), read.distance(strange), 1e-3, "kept as float16");
      var answer = classifier.classify(Canvas.blank(30, 30, 0xff00ff).toImage());
      assertTrue(answer.unfamiliar());
      assertEquals(read.distance(strange), answer.novelty().orElseThrow(), 1e-6);
    }
    try (var classifier = Classifier.open(plain, Settings.on("cpu"))) {
      var answer = classifier.classify(picture(20));
      assertTrue(answer.novelty().isEmpty());
      assertFalse(answer.unfamiliar());
    }
    try (var with = SafetensorsFile.open(file);
        var without = SafetensorsFile.open(plain)) {
      assertEquals(without.tensors().keySet(), with.tensors().keySet());
      assertEquals(without.metadata().get("fovea"), with.metadata().get("fovea"));
    }
  }

  @Test
  void damagedNoveltyIsRefused() {
    Network network = Zoo.network("small", Options.of(2));
    Path plain = write(network, "classify", Optional.empty());
    Path file = folder.resolve("damaged.safetensors");
    String novelty =
        "{\"version\":1,\"kind\":\"knn\",\"k\":1,\"threshold\":0.5,\"width\":4,\"features\":\"%s\"}";
    for (String[] each :
        new String[][] {
          {"AAAA", "its novelty has 3 bytes, no multiple of 4 features"},
          {"AAAAAAAA/38=", "its novelty holds a feature that is no number"},
        }) refused(plain, file, novelty.formatted(each[0]), each[1]);
    refused(
        plain,
        file,
        "{\"version\":2,\"kind\":\"knn\"}",
        "its novelty is knn of version 2, this Fovea reads knn of 1");
    refused(plain, file, "{\"kind\":\"knn\"}", "it lacks novelty.version");
    copy(plain, file, novelty.formatted("AAAAAAAAADw="));
    var refused =
        assertThrows(ModelException.class, () -> Classifier.open(file, Settings.on("cpu")));
    assertEquals(
        file
            + ": the parts of the model do not fit: small has features of 128 numbers, the pictures"
            + " that it knows have 4; save it again",
        refused.getMessage());
  }

  private static void refused(Path plain, Path file, String novelty, String why) {
    copy(plain, file, novelty);
    var refused = assertThrows(ModelException.class, () -> ModelFile.read(file));
    assertEquals(
        file
            + ": what the file says of its model cannot be read: "
            + why
            + "; write it again, or open it with a Fovea as new as the file",
        refused.getMessage());
  }

  private static void copy(Path plain, Path file, String novelty) {
    try (var model = ModelFile.read(plain);
        var stored = SafetensorsFile.open(plain)) {
      SafetensorsWriter.write(
          file,
          Map.of("fovea", stored.metadata().get("fovea"), "fovea.novelty", novelty),
          model.weights().tensors());
    }
  }
}
