package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.image.Decode;
import dev.fovea.predict.Classifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs, on a model that was really trained. */
class JobTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Trained trained;

  @TempDir Path box;

  @BeforeAll
  static void train() throws Exception {
    trained = Trained.once();
  }

  private static Said fovea(Object... words) {
    return Said.by(Stream.of(words).map(String::valueOf).toArray(String[]::new));
  }

  @Test
  void trainingTellsWhatItFoundAndEndsWithTheCommandToTypeNext() {
    Said said = trained.said();
    assertTrue(
        said.err()
            .startsWith(
                "Found class folders: 12 classes, 168 images (train 120, val 24, test 24)\n"),
        said.err());
    assertTrue(said.err().contains("\nepoch 1/1     loss "), said.err());
    assertTrue(said.out().contains("\nModel   " + trained.model()), said.out());
    assertEquals(
        "  fovea evaluate '%s' --data '%s'".formatted(trained.model(), trained.data()),
        said.next());
    for (String file : List.of("best.safetensors", "metrics.json", "report.html", "recipe.yaml"))
      assertTrue(Files.exists(trained.run().resolve(file)), file);
  }

  @Test
  void evaluationMeasuresTheTestSplitAndWritesTheSameNumbers() throws Exception {
    Path json = box.resolve("metrics.json");
    Said said = fovea("evaluate", trained.run(), "--data", trained.data(), "--json", json);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("Measured 24 test pictures, in "), said.out());
    JsonNode metrics = JSON.readTree(json.toFile());
    assertEquals(24, metrics.get("images").asInt());
    assertTrue(
        said.out().contains("top1                %.4f".formatted(metrics.get("top1").asDouble())),
        said.out());
    assertTrue(metrics.get("top1_low").asDouble() <= metrics.get("top1").asDouble());
    assertTrue(said.out().contains("\nletter-a         2  "), said.out());
    said.out().lines().limit(20).forEach(line -> assertTrue(Cell.width(line) <= 80, line));

    Said pure =
        fovea("evaluate", trained.run(), "--data", trained.data(), "--split", "val", "--json=-");
    assertTrue(pure.err().contains("Measured 24 val pictures"), pure.err());
    assertEquals(
        JSON.readTree(trained.run().resolve("metrics.json").toFile()).get("top1"),
        JSON.readTree(pure.out()).get("top1"),
        "the run's own score of the same pictures");
  }

  @Test
  void dataWithoutSplitsAreMeasuredAsOneAndThatIsSaid() {
    Path test = trained.data().resolve("test");
    Said said = fovea("evaluate", trained.model(), "--data", test);
    assertTrue(
        said.out()
            .contains(
                "Measured 24 pictures, all there are, for there is no test or val split; if the"
                    + " model learned from them, it will score lower on new ones, in "),
        said.out());
    Said none = fovea("evaluate", trained.model(), "--data", test, "--split", "val");
    assertEquals(
        ("fovea: %s has no val split (class folders: 12 classes, 24 images (train 24)); leave"
                + " --split out to measure all of it\n")
            .formatted(test),
        none.err());
    assertEquals(1, none.code());
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsNamed() throws Exception {
    Path folder = Files.createDirectories(box.resolve("test/circel"));
    Files.copy(picture("circle"), folder.resolve("a.png"));
    Said said = fovea("evaluate", trained.model(), "--data", box);
    assertEquals(
        ("fovea: %s: the class 'circel' (of test/circel/a.png) is not one of the model's 12 classes"
                + " (checks, circle, cross, heart, letter-a, letter-s ...); did you mean circle?\n")
            .formatted(box),
        said.err());
    assertEquals(1, said.code());
  }

  @Test
  void predictionsKeepTheOrderAndAreThoseOfTheLibrary() throws Exception {
    Path folder = trained.data().resolve("test");
    Said said = fovea("predict", trained.run(), folder, "--json=-", "--batch", "5", "--top", "2");
    assertEquals(0, said.code(), said.err());
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files = all.filter(f -> f.toString().endsWith(".png")).sorted().toList();
    }
    List<String> lines = said.out().lines().toList();
    assertEquals(24, lines.size());
    try (var classifier = Classifier.open(trained.model())) {
      for (int i = 0; i < 24; i++) {
        JsonNode line = JSON.readTree(lines.get(i));
        var answer = classifier.classify(files.get(i));
        assertEquals(files.get(i).toString(), line.get("path").asText());
        assertEquals(answer.top().name(), line.get("label").asText());
        assertEquals(answer.top().probability(), line.get("probability").asDouble(), 1e-5);
        assertEquals(2, line.get("top").size());
        assertEquals(answer.labels().get(1).name(), line.at("/top/1/label").asText());
      }
    }
    assertTrue(
        said.err().matches("24 pictures in \\d+ s(; \\d+ unfamiliar \\(!\\))?\n"), said.err());
  }

  /** The temperature is fitted to the network's outputs, whatever the file held before. */
  @Test
  void aRunThatEndsTwiceEndsWithTheSameBits() throws Exception {
    Path run = box.resolve("run");
    Files.createDirectories(run);
    try (var files = Files.list(trained.run())) {
      for (Path file : files.toList()) Files.copy(file, run.resolve(file.getFileName()));
    }
    Files.delete(run.resolve("metrics.json"));
    Said said = fovea("train", "--resume", run);
    assertEquals(0, said.code(), said.err());
    for (String file : List.of("best.safetensors", "last.safetensors", "metrics.json"))
      assertEquals(-1, Files.mismatch(trained.run().resolve(file), run.resolve(file)), file);
    assertEquals(
        -1,
        Files.mismatch(run.resolve("best.safetensors"), run.resolve("last.safetensors")),
        "one epoch: the last model is the best one");
    assertTrue(said.out().contains("\nTemperature "), said.out());
    assertTrue(Files.exists(trained.run().resolve("reliability.png")));
    try (var classifier = Classifier.open(run.resolve("best.safetensors"))) {
      assertTrue(classifier.model().classify().temperature() != 1);
    }
  }

  @Test
  void aLeastConfidenceIsKeptAndAnswersBelowItAreMarked() throws Exception {
    Path model = Files.copy(trained.model(), box.resolve("model.safetensors"));
    Said said =
        fovea("evaluate", model, "--data", trained.data(), "--min-confidence", "1", "--keep");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("an answer of a confidence below 1 is unsure.\n"), said.out());
    assertTrue(said.out().contains("0 of 24 answers are sure.\n"), said.out());
    Said json = fovea("predict", model, picture("star"), "--json=-");
    assertTrue(JSON.readTree(json.out()).get("unsure").asBoolean(), json.out());
    assertTrue(json.err().contains("; 1 unsure (?)"), json.err());
    Said table = fovea("predict", model, picture("star"));
    assertTrue(table.out().lines().toList().get(2).contains(" ?  "), table.out());
    Said all = fovea("predict", model, picture("star"), "--min-confidence", "0", "--json=-");
    assertFalse(JSON.readTree(all.out()).get("unsure").asBoolean(), all.out());
    Said half =
        fovea("evaluate", model, "--data", trained.data(), "--min-confidence", "1%", "--json=-");
    assertTrue(half.err().contains("answers are sure, "), half.err());
    assertTrue(
        fovea("info", model).out().contains("an answer of a confidence below 1 is unsure"),
        "not kept where --keep is not said");
  }

  /** Kept where the model stays, told where a better one takes its place. */
  @Test
  void aKeptLeastConfidenceOutlivesAResume() throws Exception {
    Path run = box.resolve("run");
    assertEquals(0, Trained.train(trained.data(), run, "--epochs", "1").code());
    var data = trained.data();
    assertEquals(
        0, fovea("evaluate", run, "--data", data, "--min-confidence", "0.7", "--keep").code());
    Said same = fovea("train", "--resume", run);
    assertEquals(0, same.code(), same.err());
    assertFalse(same.err().contains("least confidence"), same.err());
    assertTrue(fovea("info", run).out().contains("a confidence below 0.7 is unsure"));
    Said longer = fovea("train", "--resume", run, "--epochs", "3");
    assertTrue(
        longer
            .err()
            .contains(
                "Warning: the least confidence of 0.7 was chosen for a model that a better one has"
                    + " replaced; choose it anew with evaluate --min-confidence ... --keep\n"),
        longer.err());
  }

  @Test
  void aLeastConfidenceThatIsNoneIsRefused() throws Exception {
    Said said = fovea("evaluate", trained.model(), "--data", trained.data(), "--min-confidence=8");
    assertEquals(2, said.code());
    assertEquals(
        "fovea: --min-confidence expects a confidence from 0 to 1, such as 0.8, or how many of the"
            + " sure answers shall be right, such as 99%, got 8\n",
        said.err().lines().findFirst().orElse("") + "\n");
    Said keep = fovea("evaluate", trained.model(), "--data", trained.data(), "--keep");
    assertTrue(
        keep.err()
            .startsWith(
                "fovea: --keep writes a --threshold or a --min-confidence into the model; say which"),
        keep.err());
    Said share = fovea("predict", trained.model(), picture("star"), "--min-confidence", "99");
    assertTrue(
        share.err().startsWith("fovea: --min-confidence must be from 0 to 1, got 99.0"),
        share.err());
  }

  @Test
  void brokenFilesAreToldAndTheRestGoesOn() throws Exception {
    Files.copy(picture("star"), box.resolve("1.png"));
    Files.writeString(box.resolve("2.jpg"), "hello, I am text");
    Files.write(box.resolve("3.png"), new byte[0]);
    byte[] whole = Files.readAllBytes(picture("star"));
    Files.write(box.resolve("4.png"), Arrays.copyOf(whole, whole.length / 2));
    Files.copy(picture("ring"), box.resolve("5.png"));
    Said said = fovea("predict", trained.model(), box, "--json", box.resolve("a.jsonl"));
    assertEquals(1, said.code());
    List<String> told = said.err().lines().toList();
    assertEquals(4, told.size(), said.err());
    assertEquals(
        "fovea: %s/2.jpg is not a picture: it begins with \"hello, I am \" (text); JPEG, PNG, BMP, GIF,"
            .formatted(box),
        told.get(0).substring(0, told.get(0).indexOf(" TIFF")));
    assertEquals(
        "fovea: %s/3.png is empty (0 bytes); copy or download it again".formatted(box),
        told.get(1));
    assertTrue(told.get(2).contains("/4.png: the picture is broken: the file is cut short at "));
    assertTrue(told.get(3).endsWith("/a.jsonl; 3 could not be read"), told.get(3));
    List<String> lines = Files.readAllLines(box.resolve("a.jsonl"));
    assertEquals(5, lines.size());
    assertTrue(JSON.readTree(lines.get(1)).get("error").asText().contains("not a picture"));
    assertEquals("  fovea predict", said.next().substring(0, 15));
  }

  @Test
  void answersAreDrawnOnPicturesOfTheSameNames() throws Exception {
    Path in = Files.createDirectories(box.resolve("in/deep"));
    Files.copy(picture("moon"), in.resolve("a.png"));
    byte[] before = Files.readAllBytes(in.resolve("a.png"));
    Path out = box.resolve("out");
    Said said = fovea("predict", trained.model(), box.resolve("in"), "--out", out);
    assertEquals(0, said.code(), said.err());
    var drawn = Decode.of(out.resolve("deep/a.png"));
    assertEquals(224, drawn.width(), "28 px are enlarged eight times");
    assertEquals(0x1b, drawn.at(5, 5, 0), 20, "the plate of the answer is dark");
    assertEquals(before.length, Files.readAllBytes(in.resolve("a.png")).length);
    assertEquals("  fovea info '" + trained.model() + "'", said.next());
  }

  @Test
  void theTableShowsThePictureItsAnswerAndTheNextBest() {
    Said said = fovea("predict", trained.model(), trained.data().resolve("test/star"));
    List<String> lines = said.out().lines().toList();
    assertTrue(lines.get(0).matches("Picture +Answer +Probability  Next best"), lines.toString());
    assertTrue(lines.get(2).matches("….*\\.png  [a-z-]+ +\\d+\\.\\d %  [a-z-]+ +\\d+\\.\\d %"));
    lines.subList(0, 4).forEach(line -> assertTrue(Cell.width(line) <= 80, line));
    assertTrue(said.next().endsWith(" --out answers"), said.next());
  }

  @Test
  void infoTellsWhatAModelIs() {
    Said said = fovea("info", trained.run());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("Task                classify\n"), said.out());
    assertTrue(said.out().contains("small, 313,116 parameters, 11.3 M multiply-adds"), said.out());
    assertTrue(said.out().contains("28 x 28 px, colour; "), said.out());
    assertTrue(said.out().contains("12: checks, circle, cross, "), said.out());
  }

  @Test
  void theZooIsListedAndEachHasItsLayers() {
    Said models = fovea("models");
    assertTrue(
        models
            .out()
            .contains("resnet18            ResNet          224 px     1000  11.7 M  1.81 G\n"),
        models.out());
    assertTrue(models.out().contains("fasterrcnn_mobilenet_v3_large_320_fpn "), models.out());
    assertTrue(models.columns() <= 80, models.out());
    Said small = fovea("info", "resnet20");
    assertTrue(small.out().contains("Total params: "), small.out());
    assertTrue(small.columns() <= 80, small.out());
    assertEquals("  fovea train classify --data my-photos --model resnet20", small.next());
  }

  @Test
  void theDoctorFindsThisMachineFit() {
    Said said = fovea("doctor");
    assertEquals(0, said.code(), said.out());
    assertTrue(said.out().contains("ok       libtorch        2.10.0"), said.out());
    assertTrue(said.out().contains("reads and writes JPEG"), said.out());
    assertFalse(said.out().contains("MISSING"), said.out());
  }

  @Test
  void aRunIsResumedWithMoreEpochs() throws Exception {
    Path run = box.resolve("run");
    assertEquals(0, Trained.train(trained.data(), run, "--epochs", "1").code());
    Said said = fovea("train", "--resume", run, "--epochs", "2", "--json=-");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("Going on from step "), said.err());
    assertTrue(said.err().contains("epoch 2/2 "), said.err());
    assertTrue(JSON.readTree(said.out()).get("top1").isNumber(), said.out());
    Said again = Trained.train(trained.data(), run);
    assertTrue(again.err().contains("holds a run already; go on with `fovea train --resume"));
    assertEquals(2, again.code());
  }

  @Test
  void aRateIsLookedForAndTheNextCommandTrainsWithIt() throws Exception {
    Path out = box.resolve("rate");
    Said said = Trained.train(trained.data(), out, "--find-rate=20", "--set", "rate=0.3");
    assertEquals(0, said.code(), said.err());
    List<String> rows = Files.readAllLines(out.resolve("rate.csv"));
    assertEquals("rate,loss,smoothed", rows.getFirst());
    assertTrue(rows.size() > 10, "" + rows);
    assertTrue(Files.size(out.resolve("rate.png")) > 1000);
    assertTrue(said.out().contains("fastest; without this search it is 0.3\n"), said.out());
    String rate = said.out().replaceFirst("(?s)\\s*Rate +([0-9.]+), .*", "$1");
    assertEquals(
        "  fovea train classify --data '%s' --model small --batch 16 --set train.threads=1 --seed 3"
                .formatted(trained.data())
            + " --set train.rate="
            + rate,
        said.next());
    Said again = Trained.train(trained.data(), box.resolve("again"), "--find-rate=20", "--json=-");
    assertEquals(Double.parseDouble(rate), JSON.readTree(again.out()).get("rate").asDouble());
    assertEquals(
        -1, Files.mismatch(out.resolve("rate.csv"), box.resolve("again").resolve("rate.csv")));
    assertEquals(2, Trained.train(trained.data(), box.resolve("no"), "--find-rate=9").code());
    Said study = Trained.train(trained.data(), box.resolve("no"), "--find-rate", "--seeds=2");
    assertEquals(
        "fovea: --find-rate looks before a training begins, so leave out --resume, --folds, --seeds"
            + " and --tune\n",
        study.err());
  }

  private static Path picture(String name) throws Exception {
    try (var files = Files.list(trained.data().resolve("train").resolve(name))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }
}
