/**
 * Fits how a classifier answers to pictures that it did not learn from: the temperature of its
 * probabilities, and the thresholds of its answers.
 *
 * <p>Start at {@link dev.fovea.task.classify.calibrate.Calibrate}. {@link
 * dev.fovea.task.classify.calibrate.Temperature} and {@link
 * dev.fovea.task.classify.calibrate.Threshold} are the two measurements beneath it, {@link
 * dev.fovea.task.classify.calibrate.CrossFit} says what thresholds are worth on pictures that did
 * not choose them. Plain Java, no chance: the same logits give the same numbers to the last bit.
 */
package dev.fovea.task.classify.calibrate;
