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
  void wrongCalls() {
    Said both =
        Said.by("train", "classify", "--data", box.toString(), "--folds", "2", "--seeds", "2");
    assertEquals("fovea: say --folds or --seeds, not both\n", both.err());
    assertEquals(2, both.code());
    Said one = Said.by("train", "classify", "--data", box.toString(), "--folds", "1");
    assertEquals("fovea: the folds of a cross-validation must be 2 to 100, got 1\n", one.err());
    assertEquals(2, one.code());
  }
}
