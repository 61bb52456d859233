package dev.fovea.project;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What to learn from.
 *
 * @param path a folder, or a CSV file
 * @param val share of the training pictures to validate on where the data bring no validation
 *     split; 0 leaves it open
 * @param groupBy regular expression on a picture's path: pictures with the same group 1 stay on one
 *     side of the split; or nothing
 * @param nearDuplicates {@code together}: pictures that look nearly the same stay on one side of
 *     the split; or {@code apart}: they may be parted
 * @param splitSeed decides which pictures are set aside; nothing for the seed of train
 * @param folds parts of a cross-validation; 0 for none
 * @param fold the part to validate on, from 0
 * @param cache where decoded pictures stay: {@code auto} (a quarter of the free memory, at most
 *     half of Java's heap), {@code none}, a size in memory, e.g. {@code 2g}; {@code disk} (half of
 *     what is free where the run is) or {@code disk:20g}; the numbers trained on are the same
 * @param strict whether a broken picture ends the run
 */
public record DataRecipe(
    String path,
    double val,
    String groupBy,
    String nearDuplicates,
    Long splitSeed,
    int folds,
    int fold,
    String cache,
    boolean strict) {
  public DataRecipe {
    Needs.there("data.path", path);
    Needs.between("data.val", val, 0, 0.9);
    if (groupBy != null) {
      try {
        var _ = Pattern.compile(groupBy);
      } catch (PatternSyntaxException e) {
        throw new RecipeException(
            "data.group_by is not a regular expression: " + e.getDescription() + " in " + groupBy,
            e);
      }
    }
    Needs.oneOf("data.near_duplicates", nearDuplicates, "together", "apart");
    Needs.between("data.folds", folds, 0, 100);
    if (folds == 1) throw new RecipeException("data.folds must be 2 or more, or 0 for none, got 1");
    Needs.between("data.fold", fold, 0, Math.max(0, folds - 1));
    Needs.there("data.cache", cache);
    CacheBudget.check(cache);
  }
}
