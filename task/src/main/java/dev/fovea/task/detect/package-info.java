/**
 * Finding things in boxes.
 *
 * <p>{@link dev.fovea.task.detect.DetectorRun} goes from pictures to what is found in them, {@link
 * dev.fovea.task.detect.TorchDetector} opens a model file and asks it.
 *
 * <p>Not here: how maps become boxes, and which boxes stay (predict.boxes).
 */
package dev.fovea.task.detect;
