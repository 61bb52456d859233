/**
 * Detectors as functions that draw them: a backbone, a neck over its maps at several scales, and a
 * head a level. Answers are maps by level, {@code p3.boxes} [n, ., h, w] and {@code p3.scores} [n,
 * ., h, w] (logits) at stride 8, and so on; what their numbers mean is {@link
 * dev.fovea.zoo.detect.Style}.
 *
 * <p>Start at {@link dev.fovea.zoo.detect.Detectors}: networks by name, of which each is a {@link
 * dev.fovea.zoo.detect.Drawing}. {@link dev.fovea.zoo.detect.Yolo} is the family of our own. Necks
 * stand over the taps of any network of the zoo.
 *
 * <p>Not here: boxes from maps (predict), assignment and losses (task), weights (torch).
 */
package dev.fovea.zoo.detect;
