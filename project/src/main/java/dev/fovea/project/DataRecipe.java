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
 * @param strict whether a broken picture ends the run
 */
public record DataRecipe(String path, double val, String groupBy, boolean strict) {
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
  }

  static DataRecipe of(String path) {
    return new DataRecipe(path, 0, null, false);
  }

  DataRecipe withVal(double val) {
    return new DataRecipe(path, val, groupBy, strict);
  }
}
