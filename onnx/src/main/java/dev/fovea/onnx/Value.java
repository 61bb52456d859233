package dev.fovea.onnx;

import dev.fovea.graph.Shape;

/**
 * A value of the network as it is known in the ONNX model.
 *
 * @param name in the model
 * @param shape of one sample; free where it follows from what enters
 * @param batched whether there is one a sample; what follows from learned tensors alone comes once
 * @param type of its numbers, of {@link OnnxProto}
 */
record Value(String name, Shape shape, boolean batched, int type) {
  /** Of float32. */
  Value(String name, Shape shape, boolean batched) {
    this(name, shape, batched, OnnxProto.FLOAT);
  }
}
