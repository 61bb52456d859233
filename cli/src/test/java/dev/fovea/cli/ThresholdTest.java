package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One class's threshold set by hand, on a model that was really trained. */
class ThresholdTest {
  @TempDir Path box;
  private String data;
  private String run;

  @BeforeEach
  void train() {
    data = box.resolve("parts").toString();
    run = box.resolve("run").toString();
    draw(data, 80);
    Said trained = Trained.train(Path.of(data), Path.of(run), "--epochs", "1", "--size", "32");
    assertEquals(0, trained.code(), trained.err());
  }

  @Test
  void aThresholdIsMeasuredKeptAndAnsweredBy() {
    Said never = evaluated("scratch=1", "--keep");
    assertTrue(never.out().contains("\nscratch         2  0.0000"), never.out());
    assertEquals(0, scratchesPredicted());
    Said always = evaluated("scratch=0.000001");
    assertTrue(
        always.out().contains("scratch is answered from a probability of 0.000001 on, else good"),
        always.out());
    assertTrue(always.out().contains("\nscratch         2  1.0000"), always.out());
    assertEquals(0, scratchesPredicted(), "not kept where --keep is not said");
    evaluated("scratch=0.000001", "--keep");
    assertEquals(2, scratchesPredicted());
  }

  @Test
  void whatIsNoThresholdOfTheModelIsRefused() {
    Said wrong = Said.by("evaluate", run, "--data", data, "--threshold", "scrach=0.5");
    assertEquals(
        "fovea: the model has no class scrach; it has good, scratch; did you mean scratch?\n",
        wrong.err());
    assertEquals(1, wrong.code());
    Said none = Said.by("evaluate", run, "--data", data, "--threshold", "scratch");
    assertTrue(none.err().startsWith("fovea: --threshold expects CLASS=P, "), none.err());
    assertEquals(2, none.code());
  }

  /** Ten scratches of 200 in two folds; one split of them would have too few to choose by. */
  @Test
  void foldsChooseAThresholdAndGiveTheCommandThatKeepsIt() {
    String many = box.resolve("many").toString();
    draw(many, 400);
    Path study = box.resolve("study");
    Said said =
        Trained.train(
            Path.of(many, "train"),
            study,
            "--folds=2",
            "--epochs=1",
            "--size=32",
            "--set",
            "near_duplicates=apart");
    assertEquals(0, said.code(), said.err());
    String text = said.out().replaceAll("\\s+", " ");
    assertTrue(text.contains("scratch is best answered from a probability of "), said.out());
    assertTrue(text.contains(" on, by 10 pictures of it; where each fold is answered"), text);
    assertTrue(said.next().endsWith(" --keep"), said.next());
    String word = said.next().replaceAll(".* --threshold (scratch=\\S+) --keep", "$1");
    String model = study.resolve("fold-1/best.safetensors").toString();
    Said kept = Said.by("evaluate", model, "--data", many, "--threshold", word, "--keep");
    assertEquals(0, kept.code(), kept.err());
    String answers = "scratch is answered from a probability of " + word.substring(8) + " on";
    assertTrue(Said.by("info", model).out().contains(answers), answers);
  }

  private static void draw(String folder, int count) {
    Said drawn =
        Said.by(
            "data", "draw", "--scene=parts", "--count=" + count, "--size=64", "--out=" + folder);
    assertEquals(0, drawn.code(), drawn.err());
  }

  private Said evaluated(String threshold, String... more) {
    var words = new ArrayList<>(List.of("evaluate", run, "--data", data));
    words.addAll(List.of("--threshold", threshold));
    words.addAll(List.of(more));
    Said said = Said.by(words.toArray(String[]::new));
    assertEquals(0, said.code(), said.err());
    return said;
  }

  /** Of the two scratched test pictures. */
  private long scratchesPredicted() {
    Said said = Said.by("predict", run, data + "/test/scratch", "--json=-");
    assertEquals(2, said.out().lines().count(), said.err());
    return said.out().lines().filter(l -> l.contains(".jpg\",\"label\":\"scratch\"")).count();
  }
}
