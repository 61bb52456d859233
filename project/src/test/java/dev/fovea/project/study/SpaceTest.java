package dev.fovea.project.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.graph.GraphException;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a search draws from. */
class SpaceTest {
  private final Recipe recipe = Recipe.classify(Path.of("pictures"));

  private static double[] drawn(String line, int count) {
    Range range = Range.of(line);
    return IntStream.range(0, count)
        .mapToDouble(i -> Double.parseDouble(range.draw(Dice.of(7, i))))
        .sorted()
        .toArray();
  }

  @Test
  void spansAreSpreadAsTheySay() {
    double[] even = drawn("rate=0.01..0.5", 4001);
    assertEquals(0.255, even[2000], 0.02, "the median of an even spread is the middle");
    double[] log = drawn("train.rate = 0.01..0.5 log", 4001);
    assertEquals(Math.sqrt(0.01 * 0.5), log[2000], 0.005, "the geometric mean");
    assertTrue(log[0] >= 0.01 && log[4000] <= 0.5);
    double[] whole = drawn("batch=16..18", 3000);
    assertEquals(1000, (double) Arrays.stream(whole).filter(v -> v == 18).count(), 100);
    assertEquals(1000, (double) Arrays.stream(whole).filter(v -> v == 16).count(), 100);
    double[] real = drawn("magnitude=-1e-3..0.5e1", 1000);
    assertTrue(real[0] >= -0.001 && real[999] <= 5 && real[500] % 1 != 0);
  }

  @Test
  void choicesAreEquallyLikely() {
    Range range = Range.of("augment.policy=none, randaugment,augmix");
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i < 3000; i++) counts.merge(range.draw(Dice.of(1, i)), 1, Integer::sum);
    assertEquals(3, counts.size());
    counts.forEach((word, count) -> assertEquals(1000, count, 100, word));
  }

  @Test
  void aTrialFollowsFromSeedNumberAndKey() {
    Space all = Space.of(List.of(), "classify");
    assertEquals(all.draw(recipe, 3, 5), all.draw(recipe, 3, 5));
    assertNotEquals(all.draw(recipe, 3, 5), all.draw(recipe, 3, 6));
    assertNotEquals(all.draw(recipe, 3, 5), all.draw(recipe, 4, 5));
    Space one = Space.of(List.of("erase"), "classify");
    for (int i = 1; i < 20; i++)
      assertEquals(
          all.draw(recipe, 3, i).augment().erase(), one.draw(recipe, 3, i).augment().erase());
    var twenty = new Plan.Search(20, List.of()).members(recipe);
    assertEquals(
        twenty.subList(0, 10).stream().map(Member::recipe).toList(),
        new Plan.Search(10, List.of()).members(recipe).stream().map(Member::recipe).toList());
  }

  @Test
  void aRangeWithIfHoldsWhereTheTrialHasThatValue() {
    Space space = Space.of(List.of(), "classify");
    for (int i = 1; i < 60; i++) {
      Recipe trial = space.draw(recipe, 1, i);
      double rate = trial.train().rate();
      boolean sgd = trial.train().optimiser().equals("sgd");
      assertTrue(sgd ? rate >= 0.02 && rate <= 1 : rate >= 0.0002 && rate <= 0.01, trial::toString);
      if (!trial.augment().policy().equals("randaugment"))
        assertEquals(recipe.augment().magnitude(), trial.augment().magnitude());
    }
  }

  @Test
  void onlyWhatIsAskedForIsDrawn() {
    Space space = Space.of(List.of("train.rate", "label_smoothing=0,0.2"), "classify");
    assertEquals(List.of("train.rate", "train.label_smoothing"), space.keys());
    Recipe trial = space.draw(recipe, 1, 1);
    assertEquals(
        recipe
            .with("train.rate", "" + trial.train().rate())
            .with("train.label_smoothing", "" + trial.train().labelSmoothing()),
        trial);
  }

  @Test
  void detectorsHaveRangesOfTheirOwn() {
    Recipe detect = Recipe.detect(Path.of("pictures"));
    var plan = new Plan.Search(40, List.of());
    List<Recipe> trials = plan.members(detect).stream().map(Member::recipe).toList();
    assertEquals(
        detect.train(), trials.getFirst().train(), "the first trial is the recipe as it stands");
    for (Recipe trial : trials.subList(1, 40)) {
      double rate = trial.train().rate();
      boolean muon = trial.train().optimiser().equals("muon");
      assertTrue(muon || trial.train().optimiser().equals("adamw"), trial::toString);
      assertTrue(
          muon ? rate >= 0.002 && rate <= 0.05 : rate >= 0.0005 && rate <= 0.03, trial::toString);
      double decay = trial.train().weightDecay();
      assertTrue(decay >= 0.001 && decay <= 0.1, trial::toString);
      assertTrue(List.of(0.0, 0.5, 1.0).contains(trial.augment().mosaic()), trial::toString);
      assertTrue(trial.augment().scale() >= 0.1 && trial.augment().scale() <= 0.7);
      assertEquals(0, trial.train().labelSmoothing(), "is for classifiers");
    }
    assertTrue(new Space(plan.of(detect).ranges()).keys().contains("augment.mixup_boxes"));
    for (Member trial : new Plan.Search(20, List.of("rate")).members(detect).subList(1, 20)) {
      double rate = trial.recipe().train().rate();
      assertTrue(rate >= 0.0005 && rate <= 0.05, trial::toString);
    }
    Recipe sgd = detect.with("train.optimiser", "sgd");
    for (Member trial : new Plan.Search(20, List.of("rate")).members(sgd).subList(1, 20)) {
      double rate = trial.recipe().train().rate();
      assertTrue(rate >= 0.004 && rate <= 0.1, trial::toString);
      assertEquals(sgd.augment(), trial.recipe().augment());
    }
    assertEquals(
        "train.label_smoothing has no range of its own; say one: train.label_smoothing=LOW..HIGH or"
            + " train.label_smoothing=A,B",
        assertThrows(
                RecipeException.class,
                () -> new Plan.Search(4, List.of("label_smoothing")).members(detect))
            .getMessage());
  }

  @Test
  void nonsenseIsRefusedInOneSentence() {
    String form = "a range is written as KEY=LOW..HIGH, KEY=LOW..HIGH log or KEY=A,B,..., got ";
    refused(form + "train.rate=", "train.rate=");
    refused("train.rate: a range goes from less to more, got 0.5..0.1", "rate=0.5..0.1");
    refused("train.rate: a range with log begins above 0, got 0.0", "rate=0..0.1 log");
    refused("train.rate: a range goes between numbers, got 0.1.2", "rate=0.1.2..3");
    refused("a recipe has no key train.rat; did you mean train.rate?", "train.rat=1,2");
    refused(
        "train.ema has no range of its own; say one: train.ema=LOW..HIGH or train.ema=A,B", "ema");
    refused("the trials of a search must be 2 to 1000, got 1", 1, "rate");
    refused(
        "train.optimiser must be one of auto, sgd, adamw, muon, lars, lamb, got sgdx; did you mean sgd?",
        4,
        "optimiser=adamw,sgdx");
    refused("train.rate must be from 0.0 to 100.0, got 200.0", 4, "rate=1..200");
    String fixed = " is not searched: trials are compared on the same pictures by the same score";
    refused("train.metric" + fixed, 4, "metric=top1,auroc");
    refused("data.val" + fixed, 4, "data.val=0.1..0.3");
  }

  @Test
  void networksThatAreNotThereAreRefusedBeforeTheSearch() {
    var plan = new Plan.Search(4, List.of("model.name=small,resnet51"));
    assertEquals(
        "there is no network resnet51; did you mean resnet50?",
        assertThrows(GraphException.class, () -> plan.members(recipe)).getMessage());
  }

  private void refused(String sentence, String range) {
    refused(sentence, 4, range);
  }

  private void refused(String sentence, int count, String range) {
    assertEquals(
        sentence,
        assertThrows(
                RecipeException.class, () -> new Plan.Search(count, List.of(range)).members(recipe))
            .getMessage());
  }
}
