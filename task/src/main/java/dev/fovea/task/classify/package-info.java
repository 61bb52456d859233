/**
 * Classification: which of some classes a picture shows, one or several.
 *
 * <p>Start at {@link dev.fovea.predict.Classifier} to use a model, at {@link
 * dev.fovea.task.classify.Targets} and {@link dev.fovea.task.classify.Loss} to see what is learned,
 * at {@link dev.fovea.task.classify.Metric} for the scores and {@link
 * dev.fovea.task.classify.Evaluation} for a model's answers over a whole data set.
 */
package dev.fovea.task.classify;
