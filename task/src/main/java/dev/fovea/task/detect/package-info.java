/**
 * Finding things: how wrong a detector's maps are.
 *
 * <p>Start at {@link dev.fovea.task.detect.DetectLoss}. Which place of a map answers for which
 * thing is decided in plain Java on copies of the numbers, one picture at a time and all at once
 * ({@link dev.fovea.task.detect.TaskAligned}); what is learned from it is a few large steps of
 * torch.
 *
 * <p>Not here: the maps and what they mean (zoo.detect), boxes from maps (predict).
 */
package dev.fovea.task.detect;
