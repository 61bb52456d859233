package dev.fovea.project;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Seen;
import dev.fovea.project.report.Sheets;
import java.nio.FloatBuffer;
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
    var options = ReadOptions.forTraining().withStrict(recipe.data().strict());
    Dataset data = Datasets.open(Path.of(recipe.data().path()), options);
    Recipe whole = Choices.of(recipe, data).recipe();
    Preprocess preprocess = Setup.preprocess(whole.model());
    List<Example> some = some(data.split(Split.TRAIN));
    int classes = data.classes().size();
    var rows = new Seen[some.size()][1 + EPOCHS];
    try (var plain = Loader.of(some, Feed.evaluation(preprocess, classes, some.size()))) {
      fill(rows, 0, plain, 0, preprocess, data);
    }
    var feed =
        Feed.training(
            preprocess, classes, some.size(), Augmenting.of(whole.augment()), whole.train().seed());
    try (var loader = Loader.of(some, feed)) {
      for (int e = 0; e < EPOCHS; e++) fill(rows, 1 + e, loader, e, preprocess, data);
    }
    var cells = new ArrayList<Seen>();
    for (Seen[] row : rows) {
      if (row[0] == null) continue; // broken
      for (Seen cell : row) cells.add(cell == null ? row[0] : cell);
    }
    return new AugmentSheet(whole, cells.size() / (1 + EPOCHS), Sheets.training(cells));
  }

  /** Evenly taken from all, so that all parts of a list ordered by class are there. */
  private static List<Example> some(List<Example> all) {
    if (all.isEmpty()) throw new DataException("there are no training pictures to show");
    int n = Math.min(ROWS, all.size());
    var some = new ArrayList<Example>();
    for (int i = 0; i < n; i++) some.add(all.get((int) ((i + 0.5) * all.size() / n)));
    return some;
  }

  private static void fill(
      Seen[][] rows, int column, Loader loader, int epoch, Preprocess preprocess, Dataset data) {
    var batches = loader.epoch(epoch, 0);
    if (!batches.hasNext()) return;
    try (Batch batch = batches.next()) {
      FloatBuffer images = batch.images();
      for (int i = 0; i < batch.size(); i++) {
        Image image = TrainingSheet.picture(preprocess, images, i);
        rows[batch.indices()[i]][column] = new Seen(image, TrainingSheet.words(data, batch, i));
      }
    }
  }
}
