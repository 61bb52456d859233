package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.graph.Network;
import dev.fovea.image.Canvas;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.ModelFile;
import dev.fovea.task.embed.Embedder;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations, embeddings, probes and pictures of another kind, of a model that was trained. */
class ExplainJobTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Trained trained;

  @TempDir Path box;

  ExplainJobTest() throws Exception {
    trained = Trained.once();
  }

  private List<Path> pictures() throws Exception {
    try (var all = Files.walk(trained.data().resolve("test"))) {
      return all.filter(f -> f.toString().endsWith(".png")).sorted().toList();
    }
  }

  @Test
  void explanationsAreDrawnOverThePictures() throws Exception {
    Path jpeg = box.resolve("photo.jpg");
    Encode.write(Canvas.blank(300, 200, 0x808080).toImage(), jpeg);
    for (String how : List.of("gradcam", "occlusion", "occlusion:9")) {
      Path plain = box.resolve("plain-" + how);
      Path why = box.resolve("why-" + how);
      Path file = pictures().getFirst();
      assertEquals(0, Said.of("predict", trained.model(), file, jpeg, "--out", plain).code());
      Said said = Said.of("predict", trained.model(), file, jpeg, "--out", why, "--explain", how);
      assertEquals(0, said.code(), said.err());
      Image without = Decode.of(plain.resolve(file.getFileName()));
      Image with = Decode.of(why.resolve(file.getFileName()));
      assertEquals(without.width(), with.width());
      int other = 0;
      for (int y = with.height() / 2; y < with.height(); y++)
        for (int x = 0; x < with.width(); x++) if (with.at(x, y, 0) != without.at(x, y, 0)) other++;
      assertTrue(other > 100, how + " shows heat: " + other);
      assertTrue(Files.exists(why.resolve("photo.png")), "what is explained is PNG");
    }
  }

  @Test
  void aCallOfExplainThatIsWrongIsTold() throws Exception {
    Path file = pictures().getFirst();
    Said said = Said.of("predict", trained.model(), file, "--explain");
    assertEquals(2, said.code());
    assertEquals(
        "fovea: --explain draws on pictures; say into which folder: --out DIR\n", said.err());
    said =
        Said.of("predict", trained.model(), file, "--out", box.resolve("x"), "--explain", "lime");
    assertEquals(2, said.code());
    assertEquals(
        "fovea: --explain expects gradcam, occlusion or occlusion:PX with squares of PX pixels, got"
            + " lime; write it as the last word\n",
        said.err());
    said = Said.of("predict", trained.model(), file, "--embeddings", "a.txt");
    assertEquals(
        "fovea: --embeddings writes .csv or .safetensors, got a.txt; name such a file\n",
        said.err());
    said = Said.of("predict", trained.model(), file, "--unit");
    assertEquals(
        "fovea: --unit is for vectors; say where to write them: --embeddings FILE\n", said.err());
  }

  @Test
  void embeddingsAreThoseOfTheLibrary() throws Exception {
    Path csv = box.resolve("vectors.csv");
    Path tensors = box.resolve("vectors.safetensors");
    Path folder = trained.data().resolve("test");
    assertEquals(0, Said.of("predict", trained.model(), folder, "--embeddings", csv).code());
    Said said =
        Said.of(
            "predict", trained.model(), folder, "--embeddings", tensors, "--unit", "--batch", 5);
    assertEquals(0, said.code(), said.err());
    List<String> lines = Files.readAllLines(csv);
    List<Path> files = pictures();
    assertEquals(files.size() + 1, lines.size());
    assertTrue(lines.getFirst().startsWith("path,f0,f1,"));
    try (var embedder = Embedder.open(trained.model(), "cpu");
        var stored = SafetensorsFile.open(tensors);
        var _ = new Scope()) {
      float[] all = Tensors.toArray(TensorCopy.of(stored.tensor("embeddings")));
      JsonNode paths = JSON.readTree(stored.metadata().get("paths"));
      int width = embedder.width();
      assertEquals(files.size() * width, all.length);
      for (int n = 0; n < files.size(); n++) {
        float[] vector = embedder.embed(files.get(n));
        String[] cells = lines.get(n + 1).split(",", -1);
        assertEquals(files.get(n).toString(), cells[0]);
        assertEquals(files.get(n).toString(), paths.get(n).asText());
        var written = new float[width];
        for (int i = 0; i < width; i++) written[i] = Float.parseFloat(cells[i + 1]);
        assertArrayEquals(vector, written, 1e-4f);
        float[] unit = Embedder.unit(vector);
        for (int i = 0; i < width; i++) assertEquals(unit[i], all[n * width + i], 1e-5);
      }
    }
  }

  @Test
  void theProbeMeasuresBothReadings() throws Exception {
    Path json = box.resolve("probe.json");
    Said said = Said.of("probe", trained.run(), "--data", trained.data(), "--k", 5, "--json", json);
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.out()
            .contains(
                "\nFeatures of small, 128 numbers a picture, of 120 training and 24 test pictures\n"),
        said.out());
    assertTrue(said.columns() <= 80, said.out());
    JsonNode numbers = JSON.readTree(json.toFile());
    for (String name : List.of("knn_top1", "linear_top1")) {
      double value = numbers.get(name).asDouble();
      assertTrue(value > 0.12, name + " is above one in twelve: " + value);
      assertTrue(numbers.get(name + "_low").asDouble() <= value);
      assertTrue(said.out().contains("%.4f".formatted(value)), said.out());
    }
    assertTrue(said.out().contains("\nkNN, k 5 "), said.out());
    assertEquals(5, numbers.get("k").asInt());
    Said again = Said.of("probe", trained.model(), "--data", trained.data(), "--k", 5, "--json=-");
    assertEquals(Files.readString(json), again.out());
    Said wrong = Said.of("probe", trained.model(), "--data", trained.data(), "--temperature", 0);
    assertEquals("fovea: --temperature must be above 0, got 0.0\n", wrong.err());
  }

  /** Weights that say nothing of themselves, beside a model file that says what is supposed. */
  @Test
  void aNetworkWithWeightsIsProbedAsAModelIs() throws Exception {
    Path plain = box.resolve("plain.safetensors");
    Preprocess supposed = Preprocess.imagenet(32, 28, Kernel.BILINEAR);
    Network small = Zoo.network("small", Options.of(2));
    Path file = Untrained.model(box.resolve("model.safetensors"), small, supposed);
    try (var model = ModelFile.read(file)) {
      SafetensorsWriter.write(plain, Map.of(), model.weights().tensors());
    }
    Said said = Said.of("probe", "small", "--weights", plain, "--data", trained.data(), "--json=-");
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.err()
            .contains(
                "plain.safetensors does not say how its pictures were prepared; they are as for"
                    + " ImageNet, 28 px\n"),
        said.err());
    assertTrue(
        said.err().contains("60 tensors taken from the file; fc.weight, fc.bias start anew"));
    Said same = Said.of("probe", file, "--data", trained.data(), "--json=-");
    assertEquals(0, same.code(), same.err());
    assertEquals(same.out(), said.out());
    assertEquals(
        "fovea: small is the name of a network; say which weights it has: --weights WEIGHTS\n",
        Said.of("probe", "small", "--data", trained.data()).err());
    Said none = Said.of("probe", "small", "--weights", "none", "--data", trained.data());
    assertEquals(
        "fovea: weights none: a network without weights knows nothing; name some\n", none.err());
  }

  /** A model that knows its test pictures alone: whatever else there is, is of another kind. */
  @Test
  void picturesOfAnotherKindAreMarkedAndMeasured() throws Exception {
    Path noise = Files.createDirectories(box.resolve("noise"));
    for (int i = 0; i < 12; i++) {
      var samples = new byte[28 * 28 * 3];
      new Random(i).nextBytes(samples);
      Encode.write(Image.of8(28, 28, 3, samples), noise.resolve(i + ".png"));
    }
    Path test = trained.data().resolve("test");
    Path file = box.resolve("knows.safetensors");
    try (var embedder = Embedder.open(trained.model(), "cpu")) {
      var kept = embedder.model().novelty().orElseThrow();
      assertEquals(120, kept.known().size(), "all training pictures");
      assertTrue(kept.threshold() > 0);
      var known = pictures().stream().map(embedder::embed).toList();
      var novelty = Novelty.fit(known, known, 2);
      ModelFile.write(file, embedder.model().withNovelty(Optional.of(novelty)));
    }
    double[] familiar = novelties(Said.of("predict", file, test, "--json=-"));
    double[] others = novelties(Said.of("predict", file, noise, "--json=-"));
    double won = 0;
    for (double f : familiar) for (double o : others) won += o > f ? 1 : o == f ? 0.5 : 0;

    Path json = box.resolve("ood.json");
    Said said = Said.of("evaluate", file, "--data", trained.data(), "--ood", noise, "--json", json);
    assertEquals(0, said.code(), said.err());
    JsonNode numbers = JSON.readTree(json.toFile());
    double auroc = won / familiar.length / others.length;
    assertEquals(auroc, numbers.get("ood_auroc").asDouble(), 0.01);
    assertEquals(12, numbers.get("ood_images").asInt());
    assertTrue(numbers.get("ood_auroc_low").asDouble() <= auroc);
    long marked = Math.round(12 * numbers.get("ood_marked").asDouble());
    assertTrue(
        said.out().contains("Unfamiliar (!) to the model: %d of 12 of them, ".formatted(marked)),
        said.out());
    Said table = Said.of("predict", file, noise);
    assertEquals(marked, table.out().lines().skip(2).filter(l -> l.contains(" !")).count());
  }

  private static double[] novelties(Said said) throws Exception {
    var all = new ArrayList<Double>();
    for (String line : said.out().lines().toList())
      all.add(JSON.readTree(line).get("novelty").asDouble());
    return all.stream().mapToDouble(d -> d).toArray();
  }

  @Test
  void othersThatCannotBeMeasuredAreTold() throws Exception {
    Path empty = Files.createDirectories(box.resolve("empty"));
    Said none = Said.of("evaluate", trained.model(), "--data", trained.data(), "--ood", empty);
    assertEquals("fovea: " + empty + ": there are no pictures in it\n", none.err());
    Path old = box.resolve("old.safetensors");
    try (var model = ModelFile.read(trained.model())) {
      ModelFile.write(old, model.withNovelty(Optional.empty()));
    }
    Said before = Said.of("evaluate", old, "--data", trained.data(), "--ood", trained.data());
    assertEquals(
        "fovea: "
            + old
            + " cannot tell pictures of another kind: it is from elsewhere, or was written before"
            + " models could; end its run again (fovea train --resume RUN) and export it anew\n",
        before.err());
    assertEquals(1, before.code());
    Said answers = Said.of("predict", old, pictures().getFirst(), "--json=-");
    assertFalse(JSON.readTree(answers.out()).has("novelty"));
  }
}
