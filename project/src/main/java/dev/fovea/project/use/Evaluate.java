package dev.fovea.project.use;

import dev.fovea.data.Broken;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Views;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.project.AnswerWords;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.TorchClassifier;
import dev.fovea.task.classify.metric.Bootstrap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a model on a data set, whose classes are matched with the model's by name.
 *
 * @param model a model file, or an exported one
 * @param data a folder or a CSV file
 * @param split the one to measure; empty for test where there is one, else val, else all
 * @param settings how the model is opened
 * @param batch pictures that run at a time
 * @param strict whether a broken picture ends the work
 * @param views test-time augmentation: what is seen of each picture
 * @param answering what is set by hand about its answers
 * @param ood a folder of pictures of another kind, to measure how well they are told apart; or none
 */
public record Evaluate(
    Path model,
    Path data,
    Optional<Split> split,
    Settings settings,
    int batch,
    boolean strict,
    Views views,
    Answering answering,
    Optional<Path> ood) {
  /** As the model answers, which stays as it is. */
  public Evaluate(
      Path model,
      Path data,
      Optional<Split> split,
      String device,
      int batch,
      boolean strict,
      Views views) {
    this(
        model,
        data,
        split,
        Settings.on(device),
        batch,
        strict,
        views,
        Answering.AS_KEPT,
        Optional.empty());
  }

  /** Told how many of how many pictures have been read; called from several threads. */
  @FunctionalInterface
  public interface Progress {
    void read(int done, int all);
  }

  /** Measures. */
  public Evaluated run(Progress progress) {
    try (Classifier classifier = Classifier.open(model, settings)) {
      ModelCard opened = classifier.model();
      if (answering.keep() && !(classifier instanceof TorchClassifier))
        throw new ModelException(
            model
                + " stays as it was exported; keep it in the .safetensors file that it was exported"
                + " from, and export that anew");
      Dataset found = Datasets.open(data, ReadOptions.forEvaluation().withStrict(strict));
      Measured measured = Measured.of(found, split, model);
      List<Example> examples =
          counted(new Relabel(opened, found).all(measured.examples()), progress);
      var feed =
          Feed.evaluation(opened.preprocess(), opened.classes().size(), batch)
              .withStrict(strict)
              .withKeep(new Keep.InMemory(0))
              .withViews(views);
      long start = System.nanoTime();
      try (Loader loader = Loader.of(examples, feed)) {
        var features = new ArrayList<float[]>();
        var outputs =
            Outputs.of(
                classifier,
                examples,
                loader,
                views,
                seen -> {
                  if (ood.isPresent()) features.addAll(seen.features());
                });
        measured.decoded(data, loader.broken());
        ClassifyPostprocess asked = answering.of(opened.classify(), opened.classes(), outputs);
        var evaluation = Evaluation.of(outputs, asked, Bootstrap.DEFAULT);
        Optional<Others> others =
            ood.map(folder -> Others.of(model, classifier, features, folder, feed));
        if (answering.keep() && classifier instanceof TorchClassifier torch)
          ModelFile.write(model, torch.open().model().withPostprocess(asked));
        var broken = new ArrayList<Broken>(found.broken());
        broken.addAll(loader.broken());
        return new Evaluated(
            found.description(),
            measured.sentence() + seen(),
            found.warnings(),
            opened.classes(),
            words(opened, asked, evaluation),
            evaluation.scores(),
            broken,
            others,
            (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static List<String> words(
      ModelCard model, ClassifyPostprocess asked, Evaluation evaluation) {
    var words = new ArrayList<>(AnswerWords.of(model, asked));
    words.addAll(LeastSure.sentence(asked.minConfidence(), evaluation.verdicts()));
    return words;
  }

  private String seen() {
    return views == Views.NONE
        ? ""
        : ", each as the mean of %d views (%s)".formatted(views.count(), views.word());
  }

  static List<Example> counted(List<Example> examples, Progress progress) {
    var done = new AtomicInteger();
    int all = examples.size();
    Runnable read = () -> progress.read(done.incrementAndGet(), all);
    return examples.stream()
        .map(e -> new Example(e.id(), new Counted(e.source(), read), e.truth()))
        .toList();
  }
}
