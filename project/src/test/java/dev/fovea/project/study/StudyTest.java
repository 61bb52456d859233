package dev.fovea.project.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.draw.Drawing;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RunEvent;
import dev.fovea.train.TrainEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs of one recipe. */
class StudyTest {
  @TempDir Path box;

  /** Two epochs on few drawn pictures, which have no validation split of their own. */
  private Recipe recipe() {
    Path data = box.resolve("data");
    if (!Files.exists(data)) new Drawing(16, 48, 12, 12, 0).write(data);
    return Recipe.classify(data.resolve("train"))
        .with("model.name", "small")
        .with("train.epochs", "2")
        .with("train.batch", "16")
        .with("train.seed", "5")
        .with("train.threads", "1");
  }

  @Test
  void seedsShareTheSplitAndDifferInChance() throws Exception {
    StudyResult result =
        Study.start(recipe(), new Plan.Seeds(2), box.resolve("study"), event -> {}).run();
    assertFalse(result.interrupted());
    assertEquals(2, result.runs().size());
    Path first = box.resolve("study/seed-5");
    Path second = box.resolve("study/seed-6");
    assertEquals(-1, Files.mismatch(first.resolve("split.csv"), second.resolve("split.csv")));
    assertNotEquals(
        -1, Files.mismatch(first.resolve("best.safetensors"), second.resolve("best.safetensors")));
    double[] losses =
        result.runs().stream().mapToDouble(run -> run.metrics().get("loss")).toArray();
    double mean = (losses[0] + losses[1]) / 2;
    assertEquals(mean, result.metrics().get("loss_mean"), 1e-12);
    assertEquals(
        Math.abs(losses[0] - losses[1]) / Math.sqrt(2), result.metrics().get("loss_std"), 1e-12);
    assertEquals(DoubleStream.of(losses).max().orElseThrow(), result.metrics().get("loss_max"), 0);
    String table = Files.readString(result.folder().table());
    assertTrue(table.startsWith("run,epochs,seconds,top1,top1_low,"), table);
    assertEquals(3, table.lines().count());
    String page = Files.readString(result.report());
    assertTrue(page.contains("seed-6") && page.contains("report of several seeds"), page);
  }

  @Test
  void everyPictureIsValidatedOnce() throws Exception {
    Recipe one = recipe().with("train.epochs", "1");
    StudyResult result =
        Study.start(one, new Plan.Folds(3), box.resolve("study"), event -> {}).run();
    var seen = new ArrayList<String>();
    int hits = 0;
    for (FinishedRun run : result.runs()) {
      seen.addAll(run.answers().ids());
      hits += (int) Math.rint(run.metrics().get("top1") * run.answers().ids().size());
    }
    assertEquals(48, seen.size());
    assertEquals(48, new HashSet<>(seen).size());
    assertEquals(hits / 48.0, result.metrics().get("top1"), 1e-12);
    assertTrue(result.metrics().get("top1_low") <= result.metrics().get("top1"));
    assertEquals(
        result.metrics().get("top1"), result.pooled().orElseThrow().metrics().get("top1"), 0);
  }

  @Test
  void aStudyThatWasStoppedEndsWithTheSameBits() throws Exception {
    Study.start(recipe(), new Plan.Seeds(2), box.resolve("whole"), event -> {}).run();
    var study = new AtomicReference<Study>();
    var runs = new int[1];
    study.set(
        Study.start(
            recipe(),
            new Plan.Seeds(2),
            box.resolve("stopped"),
            event -> {
              if (event instanceof RunEvent.Next) runs[0]++;
              boolean batch =
                  event instanceof RunEvent.Trained trained
                      && trained.event() instanceof TrainEvent.BatchDone;
              if (batch && runs[0] == 2) study.get().askToStop();
            }));
    assertTrue(study.get().run().interrupted());
    assertFalse(Files.exists(box.resolve("stopped/metrics.json")));
    assertTrue(Files.exists(box.resolve("stopped/seed-6/state")));
    StudyResult resumed = Study.resume(box.resolve("stopped"), event -> {}).run();
    assertFalse(resumed.interrupted());
    for (String file :
        new String[] {"metrics.json", "seed-6/best.safetensors", "seed-6/validation.csv"})
      assertEquals(
          -1, Files.mismatch(box.resolve("whole/" + file), box.resolve("stopped/" + file)), file);
  }

  @Test
  void nonsenseIsRefusedInOneSentence() {
    assertEquals(
        "the folds of a cross-validation must be 2 to 100, got 1",
        assertThrows(RecipeException.class, () -> new Plan.Folds(1)).getMessage());
    assertEquals(
        box + " holds no recipe.yaml, so it is no folder of a run",
        assertThrows(RecipeException.class, () -> FinishedRun.open(box)).getMessage());
  }

  @Test
  void aTimeBudgetIsSharedByTheRuns() {
    var members = new Plan.Folds(4).members(recipe().with("train.time", "10m"));
    for (int k = 0; k < 4; k++) {
      assertEquals("150s", members.get(k).recipe().train().time());
      assertEquals(k, members.get(k).recipe().data().fold());
      assertEquals(4, members.get(k).recipe().data().folds());
    }
  }

  @Test
  void spreadIsThatOfASample() {
    // numpy: mean 0.7, std(ddof=1) 0.1
    Spread spread = Spread.of(0.6, 0.7, 0.8);
    assertEquals(0.7, spread.mean(), 1e-12);
    assertEquals(0.1, spread.std(), 1e-12);
    assertEquals(0.6, spread.min());
    assertEquals(0.8, spread.max());
    assertTrue(Double.isNaN(Spread.of(0.6).std()));
  }
}
