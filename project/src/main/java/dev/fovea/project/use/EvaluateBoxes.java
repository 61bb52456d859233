package dev.fovea.project.use;

import dev.fovea.data.Broken;
import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.task.detect.DetectOutputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures a detector on a data set by COCO's rules: all boxes from a score of {@link
 * DetectOutputs#LEAST} on, at most {@link DetectOutputs#MOST} a picture; precision, recall and F1
 * from the score on at which it answers. Classes are matched with the model's by name.
 *
 * @param model a model file, or an exported one
 * @param data COCO JSON, Pascal VOC XML or YOLO text
 * @param split the one to measure; empty for test where there is one, else val, else all
 * @param settings how the model is opened
 * @param batch pictures that run at a time
 * @param strict whether a broken picture ends the work
 */
public record EvaluateBoxes(
    Path model, Path data, Optional<Split> split, Settings settings, int batch, boolean strict) {

  /** Measures. */
  public EvaluatedBoxes run(Evaluate.Progress progress) {
    var answering = new AtomicReference<Double>();
    Settings all =
        settings.withDetecting(kept -> {
          DetectPostprocess how = settings.detecting().apply(kept);
          answering.set(how.minScore());
          return how.withMinScore(DetectOutputs.LEAST).withMost(DetectOutputs.MOST);
        });
    try (Detector detector = Detector.open(model, all)) {
      ModelCard opened = detector.model();
      Dataset found =
          Datasets.open(data, ReadOptions.forEvaluation().withBoxes().withStrict(strict));
      Measured measured = Measured.of(found, split, model);
      List<Example> examples =
          Evaluate.counted(new Relabel(opened, found).all(measured.examples()), progress);
      if (examples.stream().noneMatch(EvaluateBoxes::hasThing))
        throw new DataException(
            "%s: none of %s to measure has a box, crowds not counted, so there is nothing to score"
                .formatted(data, Counted.of(examples.size(), "picture")));
      var feed =
          Feed.evaluation(opened.preprocess(), opened.classes().size(), batch)
              .withBoxes()
              .withStrict(strict)
              .withKeep(new Keep.InMemory(0));
      long start = System.nanoTime();
      try (Loader loader = Loader.of(examples, feed)) {
        var outputs =
            DetectOutputs.of(
                pictures -> detector.see(pictures.images(), pictures.size()), examples, loader);
        measured.decoded(data, loader.broken());
        var broken = new ArrayList<Broken>(found.broken());
        broken.addAll(loader.broken());
        return new EvaluatedBoxes(
            found.description(),
            measured.sentence(),
            found.warnings(),
            opened.classes(),
            DetectEvaluation.of(
                outputs, opened.classes(), Bootstrap.DEFAULT, OptionalDouble.of(answering.get())),
            broken,
            (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static boolean hasThing(Example example) {
    return ((Truth.Objects) example.truth()).things().stream().anyMatch(thing -> !thing.crowd());
  }
}
