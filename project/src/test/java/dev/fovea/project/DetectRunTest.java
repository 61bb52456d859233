package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import dev.fovea.data.draw.Drawing;
import dev.fovea.data.draw.ObjectsDrawing;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import dev.fovea.project.study.Plan;
import dev.fovea.project.study.Study;
import dev.fovea.project.study.StudyResult;
import dev.fovea.project.use.EvaluateBoxes;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.torch.Tensors;
import dev.fovea.train.TrainEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector from the data to the model, on few and small pictures. */
class DetectRunTest {
  @TempDir Path box;

  private Recipe recipe() {
    Path data = box.resolve("data");
    if (!Files.exists(data)) new ObjectsDrawing(64, 16, 6, 4, 0).write(data);
    return Recipe.detect(data)
        .with("model.size", "64")
        .with("train.epochs", "2")
        .with("train.batch", "4")
        .with("train.threads", "1");
  }

  @Test
  void whatTheRunSaysOfItsModelIsWhatEvaluationMeasures() {
    var said = new ArrayList<String>();
    Path run = box.resolve("run");
    RunResult result =
        Training.start(
                recipe().with("train.epochs", "24").with("augment.preset", "none"),
                run,
                event -> {
                  if (event instanceof RunEvent.Chose(String sentence)) said.add(sentence);
                })
            .run();
    assertEquals(TrainEvent.Reason.FINISHED, result.reason());
    assertTrue(
        result.metrics().get("map") > 0.001, result.metrics().get("map") + " proves nothing");
    assertTrue(said.getFirst().startsWith("yolo-n from random weights on 64 x 64 px"), said + "");
    for (String score : List.of("map", "map50", "mar100", "precision", "class/star/map"))
      assertTrue(result.metrics().containsKey(score), result.metrics() + "");
    assertEquals(
        result.metrics().get("map"),
        BoxAnswers.read(run.resolve("validation.csv")).metric().scores(Bootstrap.NONE).get("map"),
        0,
        "validation.csv holds what was measured");
    var evaluate =
        new EvaluateBoxes(
            result.bestModel(),
            box.resolve("data"),
            Optional.of(Split.VAL),
            Settings.on("cpu"),
            4,
            true);
    var measured = evaluate.run((_, _) -> {}).metrics();
    for (String score : List.of("map", "confidence", "precision", "recall", "f1"))
      assertEquals(result.metrics().get(score), measured.get(score), 1e-9, score);
    try (Detector detector = Detector.open(result.bestModel())) {
      assertEquals(result.metrics().get("confidence"), detector.model().detect().minScore(), 0);
    }
  }

  @Test
  void aRunThatWasStoppedEndsWithTheSameBits() throws Exception {
    Path whole = box.resolve("whole");
    Training.start(recipe(), whole, _ -> {}).run();
    Path stopped = box.resolve("stopped");
    var training = new AtomicReference<Training>();
    training.set(
        Training.start(
            recipe(),
            stopped,
            event -> {
              if (event instanceof RunEvent.Trained(TrainEvent.BatchDone batch)
                  && batch.step() == 3) training.get().askToStop();
            }));
    assertEquals(TrainEvent.Reason.INTERRUPTED, training.get().run().reason());
    assertFalse(Files.exists(stopped.resolve("metrics.json")));
    String kept = Files.readString(stopped.resolve("recipe.yaml"));
    var refused =
        assertThrows(
            RecipeException.class,
            () -> Training.resume(stopped, Map.of("train.checkpoint", "true"), _ -> {}));
    assertTrue(refused.getMessage().startsWith("train.checkpoint"), refused.getMessage());
    for (String key : List.of("optimiser", "model.name")) {
      refused =
          assertThrows(
              RecipeException.class, () -> Training.resume(stopped, Map.of(key, "adamw"), _ -> {}));
      assertTrue(refused.getMessage().contains("its own network and optimiser"), refused + "");
    }
    assertEquals(kept, Files.readString(stopped.resolve("recipe.yaml")));
    Training.resume(stopped, Map.of(), _ -> {}).run();
    for (String file : List.of("best.safetensors", "last.safetensors", "validation.csv"))
      assertEquals(-1, Files.mismatch(whole.resolve(file), stopped.resolve(file)), file);
    assertTrue(Files.exists(stopped.resolve("metrics.json")));
    Training longer = Training.resume(stopped, Map.of("train.epochs", "3"), _ -> {});
    longer.askToStop();
    assertEquals(TrainEvent.Reason.INTERRUPTED, longer.run().reason());
    assertFalse(
        Files.exists(stopped.resolve("metrics.json")), "scores of a model that may be replaced");
  }

  @Test
  void lossesAreLoggedApart() throws Exception {
    Path run = box.resolve("apart");
    Training.start(recipe().with("train.epochs", "1"), run, _ -> {}).run();
    String head = Files.readAllLines(run.resolve("log.csv")).getFirst();
    for (String column : List.of("train_box", "train_class", "train_dfl", "train_one.class"))
      assertTrue(head.contains("," + column + ","), head);
  }

  @Test
  void foldsAreScoredTogether() {
    Path data = box.resolve("folds-data");
    new ObjectsDrawing(64, 12, 0, 0, 0).write(data);
    Recipe one =
        Recipe.detect(data)
            .with("model.size", "64")
            .with("train.epochs", "1")
            .with("train.batch", "4")
            .with("train.threads", "1");
    StudyResult result = Study.start(one, new Plan.Folds(2), box.resolve("study"), _ -> {}).run();
    assertEquals(2, result.runs().size());
    assertTrue(result.metrics().containsKey("map"), result.metrics() + "");
    int pictures =
        result.runs().stream()
            .mapToInt(run -> BoxAnswers.read(run.folder().validation()).pictures().size())
            .sum();
    assertEquals(12, pictures);
  }

  @Test
  void aDetectorStandsOnTheWeightsOfAClassifier() throws Exception {
    Path photos = box.resolve("photos");
    new Drawing(32, 24, 12, 0, 0).write(photos);
    Recipe classify =
        Recipe.classify(photos)
            .with("model.name", "resnet18")
            .with("model.weights", "none")
            .with("model.stem", "published")
            .with("train.epochs", "1")
            .with("train.threads", "1");
    Path below = box.resolve("below");
    Training.start(classify, below, _ -> {}).run();
    var said = new ArrayList<String>();
    Path run = box.resolve("above");
    Training.start(
            recipe()
                .with("model.name", "fcos-resnet18")
                .with("model.weights", below.resolve("best.safetensors").toString())
                .with("train.epochs", "1")
                .with("train.rate", "1e-9"),
            run,
            event -> {
              if (event instanceof RunEvent.Chose(String sentence)) said.add(sentence);
            })
        .run();
    assertTrue(said.stream().anyMatch(s -> s.contains("anew")), said + "");
    try (var classifier = ModelFile.read(below.resolve("best.safetensors"));
        var detector = ModelFile.read(run.resolve("last.safetensors"))) {
      float[] there = Tensors.toArray(classifier.weights().get("layer3.0.conv1.weight"));
      float[] here = Tensors.toArray(detector.weights().get("backbone.body.layer3.0.conv1.weight"));
      for (int i = 0; i < there.length; i++) assertEquals(there[i], here[i], 1e-5);
    }
  }

  /** Found out before the first epoch, not after it. */
  @Test
  void splitsWithoutABoxAreRefused() throws Exception {
    Path data = box.resolve("data");
    Recipe recipe = recipe();
    Path labels;
    try (var files = Files.walk(data)) {
      labels =
          files
              .filter(f -> f.toString().contains("val") && f.toString().endsWith(".json"))
              .findFirst()
              .orElseThrow();
    }
    Files.writeString(
        labels, Files.readString(labels).replaceAll("\"iscrowd\" ?: ?0", "\"iscrowd\": 1"));
    Path run = box.resolve("none");
    var e = assertThrows(DataException.class, () -> Training.start(recipe, run, _ -> {}));
    assertEquals(
        data
            + ": none of 6 pictures to validate on has a box, crowds not counted; label more pictures,"
            + " or deal them anew with --seed N or --set data.val=0.3",
        e.getMessage());
    assertFalse(Files.exists(run));
  }

  @Test
  void picturesThatHoldNothingToMeasure() throws Exception {
    Path data = box.resolve("data");
    Path run = box.resolve("run");
    RunResult result = Training.start(recipe().with("train.epochs", "1"), run, _ -> {}).run();
    var evaluate =
        new EvaluateBoxes(
            result.bestModel(), data, Optional.of(Split.TEST), Settings.on("cpu"), 4, false);
    breakPictures(data);
    var broken = assertThrows(DataException.class, () -> evaluate.run((_, _) -> {}));
    assertTrue(
        broken.getMessage().startsWith(data + ": none of 4 pictures can be decoded; the first: "),
        broken.getMessage());
  }

  /** Two epochs of four batches: the last update ends with the run, or there is none. */
  @Test
  void moreBatchesThanThereAreCannotBeSummed() {
    Updates.check(recipe().with("train.accumulate", "8").train(), 16);
    var refused =
        assertThrows(
            RecipeException.class,
            () ->
                Training.start(recipe().with("train.accumulate", "9"), box.resolve("no"), _ -> {}));
    assertEquals(
        "train.accumulate sums 9 batches into an update, but the run has 8 batches, so nothing would"
            + " be learned; say 8 or less, more train.epochs or a smaller train.batch",
        refused.getMessage());
    assertFalse(Files.exists(box.resolve("no")));
  }

  @Test
  void picturesThatHoldNothingToValidate() throws Exception {
    Recipe recipe = recipe().with("train.epochs", "1");
    Path data = box.resolve("data");
    breakPictures(data.resolve("val"));
    var broken =
        assertThrows(
            DataException.class,
            () -> Training.start(recipe, box.resolve("broken"), _ -> {}).run());
    assertTrue(
        broken
            .getMessage()
            .startsWith(data + ": none of 6 pictures to validate on can be decoded; the first: "),
        broken.getMessage());
  }

  private static void breakPictures(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path picture :
          files
              .filter(f -> f.toString().endsWith(".png") || f.toString().endsWith(".jpg"))
              .toList()) Files.write(picture, Arrays.copyOf(Files.readAllBytes(picture), 60));
    }
  }

  @Test
  void keysOfClassifiersAreRefused() {
    Map.of(
            "train.label_smoothing",
            "0.1",
            "train.loss",
            "focal",
            "train.metric",
            "top1",
            "train.checkpoint",
            "true")
        .forEach((key, value) -> {
          Recipe asked = recipe().with(key, value);
          var refused =
              assertThrows(
                  RecipeException.class, () -> Training.start(asked, box.resolve("no"), _ -> {}));
          assertTrue(refused.getMessage().startsWith(key), refused.getMessage());
        });
    assertFalse(Files.exists(box.resolve("no/recipe.yaml")));
  }
}
