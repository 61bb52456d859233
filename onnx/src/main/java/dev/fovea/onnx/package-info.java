/**
 * Writes a network and its weights as one ONNX model, which other engines run.
 *
 * <p>Start at {@link dev.fovea.onnx.OnnxFile}. {@link dev.fovea.onnx.WriteOp} has every op of the
 * graph in ONNX's operators; what takes more than a line stands beside it, by kind. {@link
 * dev.fovea.onnx.Draft} holds the model while it is drawn, {@link dev.fovea.onnx.OnnxProto} puts it
 * into protobuf.
 *
 * <p>{@link dev.fovea.onnx.BoxTail} goes on from a detector's maps to its boxes, with what stands
 * fast of its {@link dev.fovea.onnx.Cells}; {@link dev.fovea.onnx.RegionTail} from the proposals of
 * one of two stages, over its second network.
 *
 * <p>Not here: running a model, rewriting a network before it is written, what a model says of
 * itself.
 */
package dev.fovea.onnx;
