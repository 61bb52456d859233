/**
 * Why a model answers as it does: where in the picture its evidence lies.
 *
 * <p>Start at {@link dev.fovea.task.explain.Explainer}. {@link dev.fovea.task.explain.Method} names
 * the ways there are: gradients at the last map of the network, or what the answer loses where a
 * part of the picture is covered. {@link dev.fovea.task.explain.BoxExplainer} explains a detector's
 * box.
 *
 * <p>Not here: drawing (image's {@code HeatMap} lays itself over a picture), files and folders.
 */
package dev.fovea.task.explain;
