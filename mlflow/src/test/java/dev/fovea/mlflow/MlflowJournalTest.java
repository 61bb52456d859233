package dev.fovea.mlflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.draw.Drawing;
import dev.fovea.project.Journal;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RunEvent;
import dev.fovea.project.Training;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.LogCsv;
import dev.fovea.project.study.Plan;
import dev.fovea.project.study.Study;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are told to a server of the tests' own. */
class MlflowJournalTest {
  @TempDir Path box;
  private Tracker tracker;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    tracker = new Tracker();
  }

  @AfterEach
  void close() {
    tracker.close();
  }

  private Recipe recipe(String server) {
    Path data = box.resolve("data");
    if (!Files.exists(data)) new Drawing(16, 36, 12, 0, 0).write(data);
    return Recipe.classify(data)
        .with("model.name", "small")
        .with("train.epochs", "3")
        .with("train.batch", "12")
        .with("train.threads", "1")
        .with("log.mlflow", server)
        .with("log.experiment", "pictures");
  }

  private void heard(RunEvent event) {
    if (event instanceof RunEvent.Warned(String sentence) && sentence.startsWith("MLflow"))
      warnings.add(sentence);
  }

  /** All that the files of a run hold is on the server, to the last bit. */
  private static void same(Path folder, Tracker.Told told) throws IOException {
    int last = 0;
    for (EpochRow row : LogCsv.read(folder.resolve("log.csv"))) {
      last = row.epoch();
      assertEquals(row.trainLoss(), told.metrics.get("train_loss@" + last), 0);
      assertEquals(row.valLoss(), told.metrics.get("val_loss@" + last), 0);
      for (var score : row.valScores().entrySet())
        assertEquals(score.getValue(), told.metrics.get("val_" + score.getKey() + "@" + last), 0);
    }
    for (var score : MetricsJson.read(folder.resolve("metrics.json")).entrySet())
      assertEquals(score.getValue(), told.metrics.get(score.getKey() + "@" + last), score.getKey());
    for (String file : List.of("report.html", "best.safetensors", "recipe.yaml", "scores.png"))
      assertArrayEquals(Files.readAllBytes(folder.resolve(file)), told.files.get(file), file);
  }

  @Test
  void aRunIsToldWhole() throws IOException {
    Path folder = box.resolve("run");
    Training.start(recipe(tracker.address()), folder, this::heard).run();
    assertEquals(List.of(), warnings);
    assertEquals("7", tracker.experiments.get("pictures"));
    Tracker.Told told = tracker.run("run");
    same(folder, told);
    assertEquals("FINISHED", told.status());
    assertEquals("3", told.params.get("train.epochs"));
    assertEquals("0.1", told.params.get("train.label_smoothing"));
    assertEquals("small", told.params.get("model.name"));
    assertFalse(told.params.containsKey("log.mlflow"));
    assertEquals("fovea train", told.tags.get("mlflow.source.name"));
  }

  @Test
  void theModelStaysHereWhereThatIsSaid() {
    Recipe asked = recipe(tracker.address()).with("log.send_model", "false");
    Training.start(asked, box.resolve("run"), this::heard).run();
    assertFalse(tracker.run("run").files.containsKey("best.safetensors"));
    assertTrue(tracker.run("run").files.containsKey("report.html"));
  }

  @Test
  void resumeGoesOnInTheSameRun() throws IOException {
    Path folder = box.resolve("run");
    var training = new Training[1];
    training[0] =
        Training.start(
            recipe(tracker.address()),
            folder,
            event -> {
              if (event instanceof RunEvent.Trained(TrainEvent.Validated v) && v.epoch() == 1)
                training[0].askToStop();
            });
    training[0].run();
    Tracker.Told told = tracker.run("run");
    assertEquals("KILLED", told.status());
    assertTrue(told.metrics.containsKey("val_top1@1") && !told.metrics.containsKey("val_top1@2"));
    Training.resume(folder, Map.of("train.epochs", "4"), this::heard).run();
    assertEquals(1, tracker.runs.size());
    assertEquals(List.of("RUNNING", "KILLED", "RUNNING", "FINISHED"), told.statuses);
    assertEquals("3", told.params.get("train.epochs"), "MLflow's parameters never change");
    assertEquals("4", told.tags.get("changed.train.epochs"));
    same(folder, told);
    assertEquals(List.of(), warnings);
  }

  @Test
  void aServerThatIsDownCostsOneWarningAndIsToldLater() throws IOException {
    Path folder = box.resolve("run");
    String nobody;
    try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + port.getLocalPort();
    }
    var result = Training.start(recipe(nobody), folder, this::heard).run();
    assertEquals(TrainEvent.Reason.FINISHED, result.reason());
    assertEquals(1, warnings.size(), warnings::toString);
    String warning = warnings.getFirst();
    assertTrue(
        warning.startsWith("MLflow at " + nobody + " cannot be reached (Connect to "), warning);
    assertTrue(
        warning.endsWith(
            "; the run goes on, and what the server misses is sent when it answers again, or by"
                + " `fovea train --resume "
                + folder
                + "`"),
        warning);
    Training.resume(folder, Map.of("log.mlflow", tracker.address()), this::heard).run();
    same(folder, tracker.run("run"));
  }

  @Test
  void aRefusalSaysHowToComeIn() {
    tracker.refusal = 401;
    var result = Training.start(recipe(tracker.address()), box.resolve("run"), this::heard).run();
    assertEquals(TrainEvent.Reason.FINISHED, result.reason());
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings
            .getFirst()
            .startsWith(
                "MLflow at "
                    + tracker.address()
                    + " refuses (401): set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD,"
                    + " or MLFLOW_TRACKING_TOKEN; the run goes on"),
        warnings::toString);
  }

  @Test
  void aServerThatComesBackIsToldWhatItMissed() throws IOException {
    tracker.refusal = 503;
    Path folder = box.resolve("run");
    Training.start(
            recipe(tracker.address()),
            folder,
            event -> {
              heard(event);
              if (event instanceof RunEvent.Trained(TrainEvent.Validated v) && v.epoch() == 2)
                tracker.refusal = 0;
            })
        .run();
    same(folder, tracker.run("run"));
    assertEquals("FINISHED", tracker.run("run").status());
  }

  @Test
  void aSilentServerHoldsNobodyUp() {
    Recipe asked = recipe(tracker.address()).with("log.mlflow", "");
    Path folder = box.resolve("run");
    Training.start(asked, folder, this::heard).run();
    tracker.silence = new CountDownLatch(1);
    var journal = new MlflowJournal(Duration.ofSeconds(1));
    Recipe silent = asked.with("log.mlflow", tracker.address());
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      Journal.Page page = journal.open(folder, silent);
      page.changed();
      page.ended(Journal.End.FINISHED);
      String warning = page.warnings().getFirst();
      assertTrue(warning.contains(" does not answer within 1 s; the run goes on"), warning);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 5, "twenty pages of one server wait once, took " + seconds + " s");
  }

  @Test
  void theRunsOfAStudyAreNested() throws IOException {
    Path folder = box.resolve("study");
    Recipe asked = recipe(tracker.address()).with("train.epochs", "1");
    Study.start(asked, new Plan.Search(3, List.of("rate")), folder, this::heard).run();
    assertEquals(List.of(), warnings);
    assertEquals(4, tracker.runs.size());
    Tracker.Told study = tracker.run("study");
    String parent =
        tracker.runs.entrySet().stream()
            .filter(run -> run.getValue().equals(study))
            .findFirst()
            .orElseThrow()
            .getKey();
    for (String name : List.of("trial-1", "trial-2", "trial-3")) {
      assertEquals(parent, tracker.run(name).tags.get("mlflow.parentRunId"));
      same(folder.resolve(name), tracker.run(name));
    }
    assertFalse(study.tags.containsKey("mlflow.parentRunId"));
    assertEquals("FINISHED", study.status());
    assertTrue(study.files.containsKey("table.csv") && study.files.containsKey("recipe.yaml"));
    double best = MetricsJson.read(folder.resolve("metrics.json")).get("top1");
    assertEquals(best, study.metrics.get("top1@0"), 0);
  }

  @Test
  void aStudyWhoseServerWasDownIsToldWholeWhenItIsResumed() throws IOException {
    tracker.refusal = 500;
    Path folder = box.resolve("study");
    Recipe asked = recipe(tracker.address()).with("train.epochs", "1");
    Study.start(asked, new Plan.Seeds(2), folder, this::heard).run();
    assertEquals(0, tracker.runs.size());
    tracker.refusal = 0;
    Study.resume(folder, this::heard).run();
    assertEquals(3, tracker.runs.size());
    same(folder.resolve("seed-0"), tracker.run("seed-0"));
    assertEquals("FINISHED", tracker.run("seed-1").status());
  }

  @Test
  void addressesThatCannotBeAreRefusedAtOnce() {
    assertEquals(
        "log.mlflow must be the address of a server, as http://127.0.0.1:5000, got file:/tmp/runs",
        assertThrows(RecipeException.class, () -> recipe("file:/tmp/runs")).getMessage());
    assertEquals(
        "log.mlflow must not hold a password, which recipe.yaml would keep; set"
            + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD instead",
        assertThrows(RecipeException.class, () -> recipe("http://me:secret@host:5000"))
            .getMessage());
  }
}
