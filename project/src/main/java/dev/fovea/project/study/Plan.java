package dev.fovea.project.study;

import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.Time;
import java.util.List;
import java.util.stream.IntStream;

/** Which runs a study is made of. */
public sealed interface Plan {
  /**
   * Cross-validation: every training picture is validated once, by a network that has not seen it.
   *
   * @param count parts; 2 to 100
   */
  record Folds(int count) implements Plan {
    public Folds {
      if (count < 2 || count > 100)
        throw new RecipeException("the folds of a cross-validation must be 2 to 100, got " + count);
    }

    @Override
    public List<Member> members(Recipe recipe) {
      Recipe one = share(recipe, count).with("data.folds", "" + count);
      return IntStream.range(0, count)
          .mapToObj(k ->
              new Member(
                  "fold-" + (k + 1),
                  "fold " + (k + 1) + " of " + count,
                  one.with("data.fold", "" + k)))
          .toList();
    }

    @Override
    public String word() {
      return "folds";
    }
  }

  /**
   * The same recipe and split with other seeds: what training owes to chance alone.
   *
   * @param count runs; 2 to 100
   */
  record Seeds(int count) implements Plan {
    public Seeds {
      if (count < 2 || count > 100)
        throw new RecipeException("the seeds of a study must be 2 to 100, got " + count);
    }

    @Override
    public List<Member> members(Recipe recipe) {
      Recipe one = share(recipe, count).with("data.split_seed", "" + recipe.splitSeed());
      return IntStream.range(0, count)
          .mapToObj(k -> {
            long seed = recipe.train().seed() + k;
            return new Member(
                "seed-" + seed,
                "seed " + seed + ", run " + (k + 1) + " of " + count,
                one.with("train.seed", "" + seed));
          })
          .toList();
    }

    @Override
    public String word() {
      return "seeds";
    }
  }

  /** How many runs there are. */
  int count();

  /** The runs, in their order. */
  List<Member> members(Recipe recipe);

  /** As study.yaml and the command line name it. */
  String word();

  /** A plan by its word. */
  static Plan of(String word, int count) {
    return switch (word) {
      case "folds" -> new Folds(count);
      case "seeds" -> new Seeds(count);
      default -> throw new RecipeException("a study is of folds or seeds, got " + word);
    };
  }

  /** A time budget is for all runs together; each gets its share. */
  private static Recipe share(Recipe recipe, int runs) {
    String time = recipe.train().time();
    if (time == null) return recipe;
    return recipe.with("train.time", Math.max(1, Time.of(time).toSeconds() / runs) + "s");
  }
}
