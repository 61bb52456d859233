package dev.fovea.project;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.image.Preprocess;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recipe does to training pictures, before anything is trained: each row of a sheet is one
 * picture as it is in validation and then as it is in seven epochs of training.
 *
 * @param recipe with nothing left open
 * @param pictures how many are on the sheet
 */
public record AugmentSheet(Recipe recipe, int pictures, Picture sheet) {
  private static final int ROWS = 6;
  private static final int EPOCHS = 7;

  /** Reads the recipe's data, chooses what it leaves open, and draws pictures of all classes. */
  public static AugmentSheet of(Recipe recipe) {
    Task task = Task.of(recipe);
    var options = task.reading().withStrict(recipe.data().strict());
    Dataset data = Datasets.open(Path.of(recipe.data().path()), options);
    Recipe whole = task.choices(recipe, data, false).recipe();
    Preprocess preprocess = Setup.preprocess(whole.model());
    List<Example> some = some(data.split(Split.TRAIN));
    var rows = new Seen[some.size()][1 + EPOCHS];
    Feed plain = Feed.evaluation(preprocess, data.classes().size(), some.size());
    try (var loader = Loader.of(some, data.boxes() ? plain.withBoxes() : plain)) {
      fill(rows, 0, loader, 0, preprocess, data);
    }
    Feed feed = task.feed(whole.with("train.batch", "" + some.size()), data);
    try (var loader = Loader.of(some, feed)) {
      for (int e = 0; e < EPOCHS; e++) fill(rows, 1 + e, loader, e, preprocess, data);
    }
    var cells = new ArrayList<Seen>();
    for (Seen[] row : rows) {
      if (row[0] == null) continue; // broken
      for (Seen cell : row) cells.add(cell == null ? row[0] : cell);
    }
    return new AugmentSheet(
        whole, cells.size() / (1 + EPOCHS), TrainingSheet.sheet(data, cells, 1 + EPOCHS));
  }

  /** Evenly taken from all, so that all parts of a list ordered by class are there. */
  private static List<Example> some(List<Example> all) {
    if (all.isEmpty()) throw new DataException("there are no training pictures to show");
    int n = Math.min(ROWS, all.size());
    var some = new ArrayList<Example>();
    for (int i = 0; i < n; i++) some.add(all.get((int) ((i + 0.5) * all.size() / n)));
    return some;
  }

  /** Puts all pictures of an epoch into a column, in however many batches they come. */
  static void fill(
      Seen[][] rows, int column, Loader loader, int epoch, Preprocess preprocess, Dataset data) {
    for (var batches = loader.epoch(epoch, 0); batches.hasNext(); ) {
      try (Batch batch = batches.next()) { // of large pictures few at a time
        for (int i = 0; i < batch.size(); i++) {
          rows[batch.indices()[i]][column] = TrainingSheet.seen(preprocess, data, batch, i);
        }
      }
    }
  }
}
