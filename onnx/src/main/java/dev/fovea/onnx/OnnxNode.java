package dev.fovea.onnx;

import java.util.List;

/**
 * One operator of an ONNX model.
 *
 * @param type of the operator, e.g. {@code Conv}
 * @param inputs names of values; an empty name is an input that is left out
 * @param outputs names of the values that it makes
 */
record OnnxNode(
    String type, List<String> inputs, List<String> outputs, List<Attribute> attributes) {
  OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
  }
}
