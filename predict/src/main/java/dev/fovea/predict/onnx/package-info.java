/**
 * {@code .onnx} files, run by ONNX Runtime.
 *
 * <p>{@link dev.fovea.predict.onnx.OnnxEngine} is what {@link dev.fovea.predict.Classifier#open}
 * and {@link dev.fovea.predict.Detector#open} find. {@code Running} shares a call out among {@code
 * Sessions}, {@code Ends} and {@code DetectEnds} are what goes into a network and comes out of it,
 * {@code OnnxRuntime} makes sentences of what goes wrong. A {@code Finder} makes boxes of a
 * detector's outputs; one of two stages may be two files, which {@code RegionFinder} runs as one.
 *
 * <p>Not here: what answers mean (predict.model).
 */
package dev.fovea.predict.onnx;
