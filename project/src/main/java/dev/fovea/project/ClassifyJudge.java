package dev.fovea.project;

import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Preprocess;
import dev.fovea.task.Model;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.Targets;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Weights;
import dev.fovea.train.TrainEvent;
import dev.fovea.train.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Scores a classifier on the validation pictures and keeps it as model files. */
final class ClassifyJudge implements Judge {
  private static final int BATCH = 64;

  private final Judging by;
  private final Runner runner;
  private final Targets targets;
  private final Preprocess preprocess;
  private final List<Example> examples;
  private final Loader loader;
  private final SequencedMap<String, String> provenance;

  ClassifyJudge(Judging by) {
    this.by = by;
    this.runner = new Runner(by.network());
    this.targets = Targets.of(by.data());
    this.examples = by.data().split(Split.VAL);
    this.preprocess = Setup.preprocess(by.recipe().model());
    this.provenance = Provenance.of(by.recipe(), by.data());
    this.loader =
        Loader.of(
            examples,
            Feed.evaluation(preprocess, targets.classes(), BATCH)
                .withStrict(by.recipe().data().strict())
                .withKeep(by.keep()));
  }

  /** What a network with these weights says of the validation pictures. */
  Outputs outputs(Weights weights) {
    return Outputs.of(runner, weights, examples, loader, Devices.of(by.recipe().train().device()));
  }

  @Override
  public Loader loader() {
    return loader;
  }

  @Override
  public RunResult end(TrainEvent.Reason reason) {
    return new ClassifyEnd(by.recipe(), by.folder(), by.data(), this).of(reason);
  }

  @Override
  public Validation validate(Weights weights) {
    var evaluation = Evaluation.of(outputs(weights), targets.postprocess(), Bootstrap.NONE);
    return new Validation(finite(evaluation.scores()), by.recipe().train().metric());
  }

  /** A score that has no answer (an AUROC without positives) is left out. */
  static SequencedMap<String, Double> finite(Scores scores) {
    var finite = new LinkedHashMap<String, Double>();
    for (Map.Entry<String, Double> score : scores.flat().entrySet())
      if (Double.isFinite(score.getValue())) finite.put(score.getKey(), score.getValue());
    return finite;
  }

  @Override
  public void keep(Weights weights, Validation validation, int epoch, boolean best) {
    var model =
        new Model(
            "classify",
            by.network(),
            weights,
            by.data().classes(),
            preprocess,
            targets.postprocess(),
            validation.metrics(),
            provenance);
    by.write(model, best);
  }

  @Override
  public void close() {
    loader.close();
  }
}
