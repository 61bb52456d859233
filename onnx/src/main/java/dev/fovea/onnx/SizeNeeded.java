package dev.fovea.onnx;

/** An op that ONNX can only say for pictures of one size met one whose size is free. */
final class SizeNeeded extends OnnxException {
  SizeNeeded(String message) {
    super(message);
  }
}
