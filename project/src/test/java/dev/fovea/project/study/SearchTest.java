package dev.fovea.project.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import dev.fovea.data.draw.Drawing;
import dev.fovea.image.Views;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RunEvent;
import dev.fovea.project.use.Evaluate;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search whose bad trials end early. */
class SearchTest {
  private static final List<String> RANGES =
      List.of("train.rate=0.01..0.5 log", "augment.erase=0,0.5");

  @TempDir Path box;

  private Recipe recipe() {
    Path data = box.resolve("data");
    if (!Files.exists(data)) new Drawing(16, 48, 24, 24, 0).write(data);
    return Recipe.classify(data)
        .with("model.name", "small")
        .with("train.epochs", "9")
        .with("train.batch", "16")
        .with("train.seed", "5")
        .with("train.threads", "1");
  }

  private StudyResult search(String name, Consumer<RunEvent> events) {
    Path folder = box.resolve(name);
    return (StudyFolder.in(folder)
            ? Study.resume(folder, events)
            : Study.start(recipe(), new Plan.Search(6, RANGES), folder, events))
        .run();
  }

  @Test
  void whatATrialCouldNotTakeIsRefusedBeforeAnythingIsWritten() {
    Path study = box.resolve("study");
    var search = new Plan.Search(6, List.of("size=256..416"));
    var e =
        assertThrows(
            RecipeException.class,
            () -> Study.start(Recipe.detect(box), search, study, event -> {}));
    assertTrue(e.getMessage().startsWith("yolo-n takes sizes that 32 divides"), e.getMessage());
    assertFalse(Files.exists(study));
  }

  @Test
  void theBestThirdGoesOnAndTheBestOneIsKept() throws IOException {
    StudyResult result = search("search", event -> {});
    Ranking ranking = result.ranking().orElseThrow();
    // 6 trials learn for 1 epoch, 2 go on to 3, 1 goes on to 9
    assertEquals(
        List.of(9, 3, 1, 1, 1, 1), ranking.trials().stream().map(t -> t.rows().size()).toList());
    List<Trial> first = ranking.trials();
    double cut = first.get(1).score(1.0 / 9);
    for (Trial trial : first.subList(2, 6)) assertTrue(trial.score() <= cut, trial.name());
    assertEquals("trial-1", first.stream().map(Trial::name).sorted().findFirst().orElseThrow());
    Trial winner = ranking.winner();
    assertEquals(
        -1, Files.mismatch(winner.folder().best(), box.resolve("search/best.safetensors")));
    assertEquals(Recipe.read(winner.folder().recipe()), Recipe.read(result.folder().bestRecipe()));
    var splits = first.stream().map(t -> t.folder().split()).toList();
    for (Path split : splits) assertEquals(-1, Files.mismatch(splits.getFirst(), split));
    var scored =
        new Evaluate(
                result.model(),
                box.resolve("data"),
                Optional.of(Split.TEST),
                "cpu",
                7,
                false,
                Views.NONE)
            .run((_, _) -> {});
    assertEquals(scored.scores().get("top1"), result.metrics().get("test_top1"), 0);
    String page = Files.readString(result.report());
    assertTrue(page.contains("the score flatters it; its scores on the test pictures"), page);
    assertEquals(7, Files.readString(result.folder().table()).lines().count());
  }

  /** Killed: nothing is saved, nothing is closed in order. */
  private static final class Killed extends RuntimeException {
    Killed() {
      super("killed");
    }
  }

  @Test
  void aSearchThatIsKilledAgainAndAgainEndsWithTheSameTable() throws IOException {
    StudyResult whole = search("whole", event -> {});
    var dice = Dice.of(11);
    int kills = 0;
    Optional<StudyResult> end = Optional.empty();
    while (end.isEmpty()) {
      int left = 1 + dice.below(30);
      var events = new int[1];
      try {
        end =
            Optional.of(
                search(
                    "killed",
                    event -> {
                      if (events[0]++ == left) throw new Killed();
                    }));
      } catch (Killed _) {
        kills++;
      }
    }
    assertTrue(kills > 5, kills + " kills");
    assertEquals(numbers(whole), numbers(end.get()));
    for (String file : new String[] {"metrics.json", "best.safetensors", "recipe.yaml"})
      assertEquals(
          -1, Files.mismatch(box.resolve("whole/" + file), box.resolve("killed/" + file)), file);
    assertEquals(numbers(end.get()), numbers(search("killed", event -> {})), "resumed when done");
  }

  /** The table without the clock's column. */
  private static String numbers(StudyResult result) throws IOException {
    return Files.readString(result.folder().table()).replaceAll("(?m)^(trial-\\d,\\d+),\\d+", "$1");
  }

  @Test
  void aTrialThatDivergesIsOutAndStaysOut() throws IOException {
    // each step multiplies the weights by 1 - 100 * 10: a float is full after 13 of the 24
    Recipe wild =
        recipe()
            .with("train.rate", "100")
            .with("train.weight_decay", "10")
            .with("train.schedule", "constant")
            .with("train.warmup", "0")
            .with("train.batch", "2")
            .with("train.epochs", "3");
    var began = new int[1];
    Consumer<RunEvent> counted =
        event -> {
          if (event instanceof RunEvent.Next) began[0]++;
        };
    Path folder = box.resolve("wild");
    StudyResult result =
        Study.start(wild, new Plan.Search(2, List.of("rate=0.05,0.06")), folder, counted).run();
    assertEquals(3, began[0], "two trials, one of which goes on");
    Trial lost = result.ranking().orElseThrow().trials().getLast();
    assertEquals("trial-1", lost.name());
    assertTrue(lost.diverged() && lost.fate().endsWith(", diverged"), lost::fate);
    assertTrue(Files.readString(result.folder().table()).contains("false,true,,"));
    var _ = Study.resume(folder, counted).run();
    assertEquals(3, began[0], "nothing is tried again");
  }

  @Test
  void stoppedBeforeItsEndItSaysSo() {
    StudyResult[] result = new StudyResult[1];
    var study = new Study[1];
    study[0] =
        Study.start(
            recipe(),
            new Plan.Search(6, RANGES),
            box.resolve("stopped"),
            event -> {
              if (event instanceof RunEvent.Trained(TrainEvent.Validated _)) study[0].askToStop();
            });
    result[0] = study[0].run();
    assertTrue(result[0].interrupted() && result[0].ranking().isEmpty());
    assertFalse(Files.exists(box.resolve("stopped/metrics.json")));
  }

  @Test
  void aTimeBudgetIsForAllTrials() {
    // by hand: 9 / 9 + 3 (1/3 - 1/9) + 1 (1 - 1/3) = 2.333 whole runs
    assertEquals(7.0 / 3, Halving.cost(9), 1e-12);
    var members = new Plan.Search(9, RANGES).members(recipe().with("train.time", "7m"));
    for (Member member : members) assertEquals("180s", member.recipe().train().time());
  }
}
