package dev.fovea.torch;

/** What libtorch, a device or a file of weights refused, said in one sentence. */
public final class TorchException extends RuntimeException {
  public TorchException(String message) {
    super(message);
  }

  public TorchException(String message, Throwable cause) {
    super(message, cause);
  }
}
