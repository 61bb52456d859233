package dev.fovea.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.graph.Wire;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Novelty;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  @TempDir Path folder;

  static Model model(boolean multiLabel) {
    var network = Zoo.network("small", Options.of(3).withChannels(1));
    var scores = new LinkedHashMap<String, Double>();
    scores.put("top1", 0.875);
    scores.put("auroc", Double.NaN);
    var provenance = new LinkedHashMap<String, String>();
    provenance.put("data", "\"quoted\" <data>");
    return new Model(
        "classify",
        network,
        InitialWeights.of(network, Init.KAIMING_FAN_OUT, 5),
        Classes.of("a", "b \u00e9", "c"),
        Preprocess.stretch(1, 28, 28).withNumbers(List.of(0.25), List.of(0.5)),
        multiLabel ? ClassifyPostprocess.anyOf(3) : ClassifyPostprocess.oneOf(),
        scores,
        provenance);
  }

  /** With all that a file may say of itself. */
  private static Model tiny() {
    var network = Wire.image("tiny", 1).average().linear("fc", 2).network("logits");
    List<float[]> known = List.of(new float[] {1}, new float[] {-1});
    return new Model(
            "classify",
            network,
            InitialWeights.of(network, Init.PYTORCH, 5),
            Classes.of("a", "b"),
            Preprocess.stretch(1, 8, 8),
            ClassifyPostprocess.oneOf(),
            new LinkedHashMap<>(Map.of("top1", 0.5)),
            new LinkedHashMap<>(Map.of("seed", "1")))
        .withNovelty(Optional.of(Novelty.fit(known, known, 1)));
  }

  private Path written(boolean multiLabel) {
    Path file = folder.resolve("model.safetensors");
    try (Model model = model(multiLabel)) {
      ModelFile.write(file, model);
    }
    return file;
  }

  @Test
  void whatIsWrittenIsRead() {
    Path file = written(true);
    try (Model expected = model(true);
        Model read = ModelFile.read(file)) {
      assertEquals(expected.network(), read.network());
      assertEquals(expected.classes(), read.classes());
      assertEquals(expected.preprocess(), read.preprocess());
      assertEquals(expected.provenance(), read.provenance());
      assertEquals(Map.of("top1", 0.875), read.scores(), "a score that is no number is left out");
      assertEquals(expected.postprocess(), read.postprocess());
      for (String name : List.of("conv1.weight", "bn1.running_var", "fc.bias"))
        assertArrayEquals(
            Tensors.toArray(expected.weights().get(name)),
            Tensors.toArray(read.weights().get(name)),
            name);
    }
  }

  @Test
  void equalModelsGiveEqualBytes() throws Exception {
    byte[] first = Files.readAllBytes(written(false));
    assertArrayEquals(first, Files.readAllBytes(written(false)));
  }

  @Test
  void plainWeightsAreNoModel() {
    Path file = folder.resolve("plain.safetensors");
    try (Model model = model(false)) {
      SafetensorsWriter.write(file, Map.of(), model.weights().tensors());
    }
    var refused = assertThrows(ModelException.class, () -> ModelFile.read(file));
    assertTrue(refused.getMessage().contains("holds plain weights"), refused.getMessage());
  }

  @Test
  void aMissingTensorIsNamed() {
    Path file = folder.resolve("short.safetensors");
    try (Model model = model(false);
        SafetensorsFile whole = SafetensorsFile.open(written(false))) {
      var tensors = new LinkedHashMap<>(model.weights().tensors());
      tensors.remove("fc.bias");
      SafetensorsWriter.write(file, whole.metadata(), tensors);
    }
    var refused = assertThrows(ModelException.class, () -> ModelFile.read(file));
    assertTrue(refused.getMessage().contains("needs the tensor fc.bias"), refused.getMessage());
  }

  @Test
  void strangeWordsAreRefusedByName() {
    refused("{\"version\":3}", "it is of version 3, this Fovea reads versions 1 to 2");
    refused("{\"version\":1,\"tusk\":\"classify\"}", "unknown key tusk");
    refused("{\"version\":1}", "it lacks task");
    refused("[1]", "expected START_OBJECT");
    refused("{\"version\":1,\"assembly\":{\"kind\":\"gan\"}}", "put together as gan");
    refused("{\"version\":", "Unexpected end-of-input");
  }

  /** Whatever a file says of itself may be cut short, though its tensors are whole. */
  @Test
  void wordsCutAnywhereAreRefused() {
    Path file = folder.resolve("cut.safetensors");
    try (Model model = tiny()) {
      ModelFile.write(file, model);
      Map<String, String> whole;
      try (var stored = SafetensorsFile.open(file)) {
        whole = Map.copyOf(stored.metadata());
      }
      assertEquals(2, whole.size());
      for (var each : whole.entrySet())
        for (int length = 0; length < each.getValue().length(); length++) {
          var cut = new LinkedHashMap<>(whole);
          cut.put(each.getKey(), each.getValue().substring(0, length));
          SafetensorsWriter.write(file, cut, model.weights().tensors());
          var refused = assertThrows(ModelException.class, () -> ModelFile.read(file).close());
          assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
          assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
        }
    }
  }

  private void refused(String json, String words) {
    Path file = folder.resolve("strange.safetensors");
    SafetensorsWriter.write(file, Map.of(CardJson.KEY, json), Map.of());
    var refused = assertThrows(ModelException.class, () -> ModelFile.read(file));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }
}
