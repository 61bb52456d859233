package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Network;
import dev.fovea.image.Preprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.Targets;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Weights;
import dev.fovea.train.Validation;
import dev.fovea.train.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Scores a classifier on the validation pictures and keeps it as model files. */
final class Judge implements Validator, AutoCloseable {
  private static final int BATCH = 64;

  private final Network network;
  private final Runner runner;
  private final Targets targets;
  private final Dataset data;
  private final List<Example> examples;
  private final Loader loader;
  private final Preprocess preprocess;
  private final String device;
  private final String metric;
  private final RunFolder folder;
  private final SequencedMap<String, String> provenance;

  Judge(
      Network network,
      Dataset data,
      Preprocess preprocess,
      TrainRecipe train,
      RunFolder folder,
      SequencedMap<String, String> provenance,
      boolean strict,
      Keep keep) {
    this.network = network;
    this.runner = new Runner(network);
    this.targets = Targets.of(data);
    this.data = data;
    this.examples = data.split(Split.VAL);
    this.preprocess = preprocess;
    this.device = train.device();
    this.metric = train.metric();
    this.folder = folder;
    this.provenance = provenance;
    this.loader =
        Loader.of(
            examples,
            Feed.evaluation(preprocess, targets.classes(), BATCH)
                .withStrict(strict)
                .withKeep(keep));
  }

  /** What a network with these weights says of the validation pictures. */
  Outputs outputs(Weights weights) {
    return Outputs.of(runner, weights, examples, loader, Devices.of(device));
  }

  Loader loader() {
    return loader;
  }

  @Override
  public Validation validate(Weights weights) {
    var evaluation = Evaluation.of(outputs(weights), targets.postprocess(), Bootstrap.NONE);
    return new Validation(finite(evaluation.scores()), metric);
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
            network,
            weights,
            data.classes(),
            preprocess,
            targets.postprocess(),
            validation.metrics(),
            provenance);
    if (best) ModelFile.write(folder.best(), model);
    ModelFile.write(folder.last(), model);
  }

  @Override
  public void close() {
    loader.close();
  }
}
