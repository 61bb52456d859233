package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs side by side. */
class CompareTest {
  @TempDir Path box;

  @Test
  void twoRunsOnTheSamePictures() throws Exception {
    Trained first = Trained.once();
    Path other = box.resolve("other");
    Said trained = Trained.train(first.data(), other, "--epochs", "1", "--set", "train.rate=0.01");
    assertEquals(0, trained.code(), trained.err());
    Path page = box.resolve("page");
    Said said =
        Said.by("compare", first.run().toString(), other.toString(), "--out", page.toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("my run"), said.out());
    assertTrue(said.out().contains("train.rate"), said.out());
    assertTrue(said.out().contains(", 0.01"), said.out());
    assertTrue(!said.out().contains("train.batch"), "keys that are alike are left out");
    assertTrue(said.out().contains("paired"), said.out());
    String html = Files.readString(page.resolve("report.html"));
    assertTrue(html.contains("Is the best one better?"), html);
    assertTrue(Files.size(page.resolve("scores.png")) > 1000);
  }

  @Test
  void oneRunAlone() throws Exception {
    Path page = box.resolve("page");
    Said said = Said.by("compare", Trained.once().run().toString(), "--out", page.toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(Files.exists(page.resolve("report.html")));
  }

  @Test
  void whatIsNoRunIsRefused() {
    Said said = Said.by("compare", box.toString());
    assertEquals(
        "fovea: " + box + " holds no recipe.yaml, so it is no folder of a run\n", said.err());
    Said none = Said.by("compare", box.resolve("none").toString());
    assertEquals("fovea: " + box.resolve("none") + " is no folder of a run\n", none.err());
  }

  @Test
  void runsOfTwoTasksAreRefused() throws Exception {
    Path one = Trained.once().run();
    Path other = Files.createDirectories(box.resolve("other"));
    try (var files = Files.list(one)) {
      for (Path file : files.filter(Files::isRegularFile).toList())
        Files.copy(file, other.resolve(file.getFileName()));
    }
    Path recipe = other.resolve("recipe.yaml");
    Files.writeString(recipe, Files.readString(recipe).replace("task: classify", "task: detect"));
    Said said = Said.by("compare", one.toString(), other.toString());
    assertEquals(
        "fovea: %s is a run of classify and %s of detect; compare runs of one task\n"
            .formatted(one, other),
        said.err());
    assertEquals(2, said.code());
  }

  @Test
  void anUnfinishedRunIsRefused() throws Exception {
    Path run = box.resolve("run");
    Files.createDirectories(run);
    Files.copy(Trained.once().run().resolve("recipe.yaml"), run.resolve("recipe.yaml"));
    Said said = Said.by("compare", run.toString());
    assertEquals(
        "fovea: "
            + run
            + " holds a run that is not finished; go on with `fovea train --resume "
            + run
            + "`\n",
        said.err());
    assertEquals(2, said.code());
  }
}
