/**
 * The numbers that say how good a detector is, in plain Java without libtorch.
 *
 * <p>Start at {@link dev.fovea.task.detect.metric.BoxMetric}, which is fed one {@link
 * dev.fovea.task.detect.metric.Picture} after the other, keeps only what met what, and answers with
 * {@link dev.fovea.task.detect.metric.BoxScores} (COCO's twelve numbers, equal to those of
 * pycocotools), {@link dev.fovea.task.detect.metric.Curves} and {@link
 * dev.fovea.task.detect.metric.Faults}. {@link dev.fovea.task.detect.metric.BoxConfusion} counts
 * which class was taken for which.
 *
 * <p>Beneath: {@link dev.fovea.task.detect.metric.Coco} has the rules as numbers, {@code Matcher}
 * decides what meets what in one picture, {@code ClassMatches} keeps it by class, {@code
 * AveragePrecision} measures it. A number that has no answer, as that of a class without truths, is
 * NaN or left out, where pycocotools has -1.
 */
package dev.fovea.task.detect.metric;
