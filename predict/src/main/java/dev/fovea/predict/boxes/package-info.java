/**
 * Boxes as numbers: how much two of them overlap, and which of many to keep, in plain Java over
 * arrays.
 *
 * <p>Start at {@link dev.fovea.predict.boxes.Nms}; {@link dev.fovea.predict.boxes.Iou} is the one
 * place that says what overlap is. A box is left, top, right, bottom, as {@link
 * dev.fovea.image.Box} has it.
 */
package dev.fovea.predict.boxes;
