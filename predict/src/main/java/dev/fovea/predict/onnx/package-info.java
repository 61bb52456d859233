/**
 * {@code .onnx} files, run by ONNX Runtime.
 *
 * <p>{@link dev.fovea.predict.onnx.OnnxEngine} is what {@link dev.fovea.predict.Classifier#open}
 * finds. {@code Sessions} lends sessions to threads, {@code Ends} is what goes into a network and
 * comes out of it, {@code OnnxRuntime} makes sentences of what goes wrong. A detector of two stages
 * is two files, which {@code OnnxRegions} runs as one.
 *
 * <p>Not here: what answers mean (predict.model).
 */
package dev.fovea.predict.onnx;
