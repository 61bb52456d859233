/**
 * Boxes as numbers: how much two of them overlap, and which of many to keep, in plain Java over
 * arrays.
 *
 * <p>Start at {@link dev.fovea.predict.boxes.Nms}; {@link dev.fovea.predict.boxes.Iou} is the one
 * place that says what overlap is. A box is left, top, right, bottom, as {@link
 * dev.fovea.image.Box} has it.
 *
 * <p>From maps to boxes lead {@link dev.fovea.predict.boxes.MapDecoder}, in one stage, and, in two,
 * {@link dev.fovea.predict.boxes.Proposals}, {@link dev.fovea.predict.boxes.RegionPooler} and
 * {@link dev.fovea.predict.boxes.RegionReader}.
 */
package dev.fovea.predict.boxes;
