package dev.fovea.project.study;

import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.Time;
import java.util.List;
import java.util.Locale;
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

  /**
   * A search: trials of drawn recipes on one split, of which the bad ones are ended early. The
   * first trial is the recipe as it stands.
   *
   * @param count trials; 2 to 1000
   * @param ranges what is drawn, a line each: a range, or a key alone for the task's own range; all
   *     of the task's own where there is none
   */
  record Search(int count, List<String> ranges) implements Plan {
    public Search {
      if (count < 2 || count > 1000)
        throw new RecipeException("the trials of a search must be 2 to 1000, got " + count);
      ranges = List.copyOf(ranges);
    }

    @Override
    public List<Member> members(Recipe recipe) {
      var space = Space.of(ranges, recipe.task());
      space.check(recipe);
      Recipe one = Halving.share(recipe, count).with("data.split_seed", "" + recipe.splitSeed());
      int digits = ("" + count).length();
      return IntStream.range(0, count)
          .mapToObj(k ->
              new Member(
                  String.format(Locale.ROOT, "trial-%0" + digits + "d", k + 1),
                  "trial " + (k + 1) + " of " + count,
                  k == 0 ? one : space.draw(one, recipe.train().seed(), k)))
          .toList();
    }

    @Override
    public Plan of(Recipe recipe) {
      return new Search(count, Space.of(ranges, recipe.task()).lines());
    }

    @Override
    public String word() {
      return "tune";
    }
  }

  /** How many runs there are. */
  int count();

  /** The runs, in their order. */
  List<Member> members(Recipe recipe);

  /** The same with all that it leaves to the recipe's task written out. */
  default Plan of(Recipe recipe) {
    return this;
  }

  /** As study.yaml and the command line name it. */
  String word();

  /** What a search draws from; nothing for other plans. */
  default List<String> ranges() {
    return List.of();
  }

  /** A plan by its word. */
  static Plan of(String word, int count, List<String> ranges) {
    return switch (word) {
      case "folds" -> new Folds(count);
      case "seeds" -> new Seeds(count);
      case "tune" -> new Search(count, ranges);
      default -> throw new RecipeException("a study is of folds, seeds or tune, got " + word);
    };
  }

  /** A time budget is for all runs together; a whole run of so many gets its share. */
  static Recipe share(Recipe recipe, double runs) {
    String time = recipe.train().time();
    if (time == null) return recipe;
    long seconds = (long) (Time.of(time).toSeconds() / runs);
    return recipe.with("train.time", Math.max(1, seconds) + "s");
  }
}
