/**
 * Runs trained models in applications.
 *
 * <p>Start at {@link dev.fovea.predict.Classifier} or {@link dev.fovea.predict.Detector}: one model
 * file in, typed answers out. {@link dev.fovea.predict.Settings} says device, threads and
 * thresholds. What a model file says of its network is {@link dev.fovea.predict.model.ModelCard};
 * what runs the files of one kind is an {@link dev.fovea.predict.Engine}.
 *
 * <p>Not here: libtorch, training, data sets. Compiled for Java 17.
 */
package dev.fovea.predict;
