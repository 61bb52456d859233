package dev.fovea.onnx;

/** A network cannot be written as ONNX, and why, in one sentence. */
public class OnnxException extends RuntimeException {
  public OnnxException(String message) {
    super(message);
  }
}
