package dev.fovea.project;

import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.task.detect.DetectOutputs;
import dev.fovea.task.detect.DetectorRun;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Weights;
import dev.fovea.train.TrainEvent;
import dev.fovea.train.Validation;
import java.util.List;
import java.util.SequencedMap;

/** Scores a detector on the validation pictures and keeps it as model files. */
final class DetectJudge implements Judge {
  private static final int BATCH = 16;

  private final Judging by;
  private final Preprocess preprocess;
  private final DetectPostprocess how;
  private final DetectorRun run;
  private final List<Example> examples;
  private final Loader loader;
  private final SequencedMap<String, String> provenance;

  DetectJudge(Judging by) {
    this.by = by;
    this.preprocess = Setup.preprocess(by.recipe().model());
    this.how = Postprocesses.of(Detecting.drawing(by.recipe().model(), by.data()).style());
    this.run = run(how);
    this.examples = by.data().split(Split.VAL);
    this.provenance = Provenance.of(by.recipe(), by.data());
    this.loader =
        Loader.of(
            examples,
            Feed.evaluation(preprocess, by.data().classes().size(), BATCH)
                .withBoxes()
                .withStrict(by.recipe().data().strict())
                .withKeep(by.keep()));
  }

  /** The validation is of all that a network says, as COCO's is; use begins at a higher score. */
  private DetectorRun run(DetectPostprocess answering) {
    return new DetectorRun(
        by.network(),
        answering.withMinScore(DetectOutputs.LEAST).withMost(DetectOutputs.MOST),
        by.data().classes());
  }

  /** What is found in the validation pictures, by the postprocess of the family. */
  DetectOutputs outputs(Weights weights) {
    return outputs(weights, run);
  }

  /** What is found in the validation pictures, by another postprocess. */
  DetectOutputs outputs(Weights weights, DetectPostprocess answering) {
    return outputs(weights, run(answering));
  }

  private DetectOutputs outputs(Weights weights, DetectorRun with) {
    var outputs =
        DetectOutputs.of(with, weights, examples, loader, Devices.of(by.recipe().train().device()));
    by.decoded(loader);
    return outputs;
  }

  DetectPostprocess how() {
    return how;
  }

  @Override
  public Loader loader() {
    return loader;
  }

  @Override
  public Validation validate(Weights weights) {
    return new Validation(
        DetectEvaluation.scores(outputs(weights), by.data().classes()).flat(),
        by.recipe().train().metric());
  }

  @Override
  public void keep(Weights weights, Validation validation, int epoch, boolean best) {
    var model =
        new Model(
            "detect",
            by.network(),
            weights,
            by.data().classes(),
            preprocess,
            how,
            validation.metrics(),
            provenance);
    by.write(model, best);
  }

  @Override
  public RunResult end(TrainEvent.Reason reason) {
    return new DetectEnd(by, this).of(reason);
  }

  @Override
  public void close() {
    loader.close();
  }
}
