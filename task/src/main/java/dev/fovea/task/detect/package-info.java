/**
 * Finding things in boxes.
 *
 * <p>Learning starts at {@link dev.fovea.task.detect.DetectLoss}: how wrong a detector's maps are.
 * Which place of a map answers for which thing is decided in plain Java on copies of the numbers,
 * one picture at a time and all at once ({@link dev.fovea.task.detect.TaskAligned}); what is
 * learned from it is a few large steps of torch.
 *
 * <p>Use starts at {@link dev.fovea.task.detect.TorchDetector}; {@link
 * dev.fovea.task.detect.DetectorRun} goes from pictures to what is found in them, {@link
 * dev.fovea.task.detect.DetectEvaluation} says how good that is.
 *
 * <p>Not here: the maps and what they mean (zoo.detect), boxes from maps (predict.boxes).
 */
package dev.fovea.task.detect;
