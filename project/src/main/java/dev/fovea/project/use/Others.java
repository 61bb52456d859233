package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.NoveltyScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * How well a model tells pictures of another kind from those that it was measured on.
 *
 * @param pictures of the other kind
 * @param marked how many of them are unfamiliar to the model
 * @param familiar pictures that it was measured on
 * @param wronglyMarked how many of these are unfamiliar to the model
 * @param scores at no threshold, and at 95 % of the familiar ones
 */
public record Others(
    int pictures, int marked, int familiar, int wronglyMarked, NoveltyScores scores) {

  /**
   * Measures.
   *
   * @param features of the pictures that the model was measured on
   * @param folder all pictures below it are of the other kind
   */
  static Others of(
      Path file, Classifier classifier, List<float[]> features, Path folder, Feed feed) {
    Novelty novelty =
        classifier
            .model()
            .novelty()
            .orElseThrow(() ->
                new ModelException(
                    file
                        + " cannot tell pictures of another kind: it is from elsewhere, or was"
                        + " written before models could; end its run again (fovea train --resume"
                        + " RUN) and export it anew"));
    List<Example> others = pictures(folder);
    try (Loader theirs = Loader.of(others, feed)) {
      double[] known = distances(novelty, features);
      var strangers = new ArrayList<float[]>();
      Outputs.of(
          classifier, others, theirs, feed.views(), seen -> strangers.addAll(seen.features()));
      double[] strange = distances(novelty, strangers);
      if (strange.length == 0)
        throw new DataException(
            folder + ": none of its pictures can be decoded: " + theirs.broken().getFirst().why());
      return new Others(
          strange.length,
          beyond(novelty, strange),
          known.length,
          beyond(novelty, known),
          NoveltyScores.of(known, strange, Bootstrap.DEFAULT));
    }
  }

  /** For metrics.json: {@code ood_auroc}, {@code ood_fpr95} and what the threshold marks. */
  SequencedMap<String, Double> metrics() {
    SequencedMap<String, Double> flat = scores.flat();
    flat.put("ood_images", (double) pictures);
    flat.put("ood_marked", (double) marked / pictures);
    flat.put("familiar_marked", (double) wronglyMarked / familiar);
    return flat;
  }

  private static List<Example> pictures(Path folder) {
    var all = new ArrayList<Example>();
    try (Inputs inputs = Inputs.of(List.of(folder.toString()))) {
      while (inputs.hasNext()) {
        Path file = inputs.next().file();
        all.add(
            new Example(file.toString(), new FileSource(Path.of(""), file), new Truth.OneOf(0)));
      }
    }
    if (all.isEmpty()) throw new DataException(folder + ": there are no pictures in it");
    return all;
  }

  private static double[] distances(Novelty novelty, List<float[]> features) {
    return features.parallelStream().mapToDouble(novelty::distance).toArray();
  }

  private static int beyond(Novelty novelty, double[] distances) {
    int beyond = 0;
    for (double distance : distances) if (novelty.isUnfamiliar(distance)) beyond++;
    return beyond;
  }
}
