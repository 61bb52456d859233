package dev.fovea.project;

import dev.fovea.data.load.Loader;
import dev.fovea.train.TrainEvent;
import dev.fovea.train.Validator;

/** Scores a network on the validation pictures, keeps it as model files, and ends the run. */
interface Judge extends Validator, AutoCloseable {
  /** The validation pictures. */
  Loader loader();

  /** Once training is over: the best model is scored and everything is drawn. */
  RunResult end(TrainEvent.Reason reason);

  @Override
  void close();
}
