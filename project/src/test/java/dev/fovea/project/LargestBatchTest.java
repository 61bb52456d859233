package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.draw.Drawing;
import dev.fovea.data.draw.ObjectsDrawing;
import dev.fovea.project.study.Plan;
import dev.fovea.project.study.Study;
import dev.fovea.train.BatchSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --batch max}, on pictures so few and small that all of them fit. */
class LargestBatchTest {
  private static final long MB = 1 << 20;

  @TempDir Path box;

  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void measured() {
    assumeTrue(Files.isWritable(Path.of("/proc/self/clear_refs")), "memory is told by Linux");
  }

  private Recipe detect() {
    Path data = box.resolve("boxes");
    if (!Files.exists(data)) new ObjectsDrawing(64, 12, 4, 0, 0).write(data);
    return Recipe.detect(data)
        .with("model.size", "64")
        .with("train.epochs", "2")
        .with("train.threads", "1");
  }

  private Recipe classify() {
    Path data = box.resolve("classes");
    if (!Files.exists(data)) new Drawing(28, 24, 12, 0, 0).write(data);
    return Recipe.classify(data)
        .with("model.name", "small")
        .with("train.epochs", "2")
        .with("train.threads", "1");
  }

  private void hear(RunEvent event) {
    if (event instanceof RunEvent.Chose(String sentence)) said.add(sentence);
    if (event instanceof RunEvent.Warned(String sentence)) said.add(sentence);
  }

  /** The same files as with the number said by hand, and the recipe of the run says the number. */
  private void sameBits(Recipe recipe, int pictures) throws Exception {
    Path found = box.resolve(recipe.task() + "-found");
    Path byHand = box.resolve(recipe.task() + "-by-hand");
    Training.start(recipe.with("train.batch", "max"), found, this::hear).run();
    Training.start(recipe.with("train.batch", "" + pictures), byHand, _ -> {}).run();
    assertEquals(pictures, Recipe.read(found.resolve("recipe.yaml")).train().batch());
    for (String file : List.of("recipe.yaml", "best.safetensors", "last.safetensors"))
      assertEquals(-1, Files.mismatch(found.resolve(file), byHand.resolve(file)), file);
  }

  @Test
  void aDetectorEndsWithTheSameBitsAsWithTheNumberSaidByHand() throws Exception {
    sameBits(detect(), 12);
    assertTrue(
        said.stream().anyMatch(s -> s.startsWith("batch 12, all there are to learn from")),
        said + "");
    assertTrue(
        said.contains(
            "batches this large leave one update to an epoch, and few updates learn little; more"
                + " --epochs or a smaller --batch may score better"),
        said + "");
  }

  @Test
  void aClassifierDoesTooAndItsRateFollowsTheBatch() throws Exception {
    sameBits(classify(), 24);
    double rate = Recipe.read(box.resolve("classify-found/recipe.yaml")).train().rate();
    assertEquals(Choices.rate("sgd", 24), rate, 1e-12);
  }

  @Test
  void itIsAWordOfRecipesAndOthersAreRefused() {
    Recipe max = detect().with("train.batch", "max");
    Path file = box.resolve("recipe.yaml");
    max.write(file);
    assertEquals(max, Recipe.read(file));
    for (String word : List.of("most", "-1", "1.5", "[1]", "true", "99999999999")) {
      var e = assertThrows(RecipeException.class, () -> detect().with("train.batch", word));
      assertTrue(e.getMessage().startsWith("train.batch "), word + ": " + e.getMessage());
    }
    assertEquals(
        "train.batch is a number of pictures, 0 to leave it open, or max, got most",
        assertThrows(RecipeException.class, () -> detect().with("batch", "most")).getMessage());
  }

  @Test
  void whatNeedsOneNumberForSeveralRunsRefusesIt() {
    Recipe max = detect().with("train.batch", "max");
    Path out = box.resolve("no");
    String end = ", so say a number for --batch instead of max; a run with --batch max tells one";
    var study =
        assertThrows(
            RecipeException.class, () -> Study.start(max, new Plan.Seeds(2), out, _ -> {}));
    assertEquals("runs that are compared take the same batch" + end, study.getMessage());
    var rate = assertThrows(RecipeException.class, () -> FindRate.of(max, out, 10, _ -> {}));
    assertEquals("a rate is found for one batch" + end, rate.getMessage());
    assertFalse(Files.exists(out));
    Path run = box.resolve("run");
    Training.start(detect().with("train.batch", "4"), run, _ -> {});
    var resumed =
        assertThrows(
            RecipeException.class,
            () -> Training.resume(run, Map.of("train.batch", "max"), _ -> {}));
    assertEquals(run + " goes on with its own batch" + end, resumed.getMessage());
    assertEquals(4, Recipe.read(run.resolve("recipe.yaml")).train().batch());
  }

  @Test
  void sentences() {
    var line = new BatchSearch.Found(48, OptionalLong.of(61 * MB), Integer.MAX_VALUE);
    assertEquals(
        "batch 48: one picture takes 61 MB of 5.9 GB free, half of which is for the batch",
        new LargestBatch(line, 900, 6000 * MB, "cpu").sentence());
    var all = new BatchSearch.Found(48, OptionalLong.of(MB / 2), Integer.MAX_VALUE);
    assertEquals(
        "batch 48, all there are to learn from: one picture takes less than 1 MB of 600 MB free",
        new LargestBatch(all, 48, 600 * MB, "cpu").sentence());
    var most = new BatchSearch.Found(1024, OptionalLong.empty(), Integer.MAX_VALUE);
    assertEquals(
        "batch 1024, the most that is tried",
        new LargestBatch(most, 5000, 600 * MB, "cuda").sentence());
    var failed = new BatchSearch.Found(80, OptionalLong.empty(), 104);
    assertEquals(
        "batch 80: a step of 104 pictures no longer fits on cuda:1, and a tenth is left free",
        new LargestBatch(failed, 5000, 600 * MB, "cuda:1").sentence());
  }
}
