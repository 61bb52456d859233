package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs from the command line. */
class StudyJobTest {
  @TempDir Path box;

  @Test
  void twoFolds() throws Exception {
    Path study = box.resolve("study");
    Said said =
        Trained.train(
            Trained.once().data().resolve("train"), study, "--folds", "2", "--epochs", "1");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("── fold 2 of 2 ──"), said.err());
    assertTrue(said.out().contains("fold-2"), said.out());
    assertTrue(said.out().contains("Report  " + study.resolve("report.html")), said.out());
    assertTrue(said.next().startsWith("  fovea evaluate "), said.next());
    assertTrue(Files.exists(study.resolve("table.csv")));

    Said again = Said.by("train", "--resume", study.toString());
    assertEquals(0, again.code(), again.err());
    assertEquals(said.out(), again.out());
    Said changed = Said.by("train", "--resume", study.toString(), "--epochs", "9");
    assertEquals(
        "fovea: "
            + study
            + " holds a study, which goes on as it began; leave out what would change"
            + " train.epochs\n",
        changed.err());
    assertEquals(2, changed.code());
  }

  @Test
  void threeTrials() throws Exception {
    Path study = box.resolve("search");
    Said said =
        Trained.train(
            Trained.once().data(), study, "--tune", "3", "--epochs", "2", "--search", "rate");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("── trial 3 of 3 ──"), said.err());
    assertTrue(said.out().contains("trial-2"), said.out());
    assertTrue(said.out().contains("2 of 2"), said.out());
    String text = said.out().replace('\n', ' ');
    assertTrue(text.contains("its scores on the test pictures, which chose nothing"), text);
    assertTrue(said.out().lines().allMatch(line -> line.length() <= 80 || line.contains("/")));
    Path best = study.resolve("best.safetensors");
    assertTrue(said.out().contains("Model   " + best + "\n"), said.out());
    assertTrue(said.next().startsWith("  fovea evaluate "), said.next());
    assertEquals(0, Said.by("info", best.toString()).code());
    Path again = box.resolve("again");
    Said repeated =
        Said.by(
            "train",
            "classify",
            "--recipe",
            study.resolve("recipe.yaml").toString(),
            "--out",
            again.toString());
    assertEquals(0, repeated.code(), repeated.err());
    assertEquals(-1, Files.mismatch(best, again.resolve("best.safetensors")), "the same bits");
  }

  @Test
  void wrongCalls() {
    Said both =
        Said.by("train", "classify", "--data", box.toString(), "--folds", "2", "--seeds", "2");
    assertEquals("fovea: say one of --folds, --seeds and --tune\n", both.err());
    assertEquals(2, both.code());
    Said alone =
        Said.by("train", "classify", "--data", box.toString(), "--search", "rate=0.1..1 log");
    assertEquals("fovea: --search says what --tune draws; say --tune N as well\n", alone.err());
    assertEquals(2, alone.code());
    Said one = Said.by("train", "classify", "--data", box.toString(), "--folds", "1");
    assertEquals("fovea: the folds of a cross-validation must be 2 to 100, got 1\n", one.err());
    assertEquals(2, one.code());
  }
}
