/**
 * The detector of two stages, Faster R-CNN: three networks, and plain Java between them. Numbers
 * are torchvision's.
 *
 * <p>Start at {@link dev.fovea.task.detect.rcnn.FasterRcnn}, which finds things and says how wrong
 * its networks are; {@link dev.fovea.task.detect.rcnn.FasterRcnnStep} learns from that. Which boxes
 * answer for which things is {@link dev.fovea.task.detect.rcnn.Matching}; which of them are learned
 * from, {@link dev.fovea.task.detect.rcnn.Sampler}.
 *
 * <p>{@link dev.fovea.task.detect.rcnn.TorchRoiAlign} reads maps with gradients, at the samples of
 * predict.boxes.
 *
 * <p>Not here: anchors, proposals and answers from numbers (predict.boxes), the networks (zoo).
 */
package dev.fovea.task.detect.rcnn;
