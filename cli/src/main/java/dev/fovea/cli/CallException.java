package dev.fovea.cli;

/** A call that asks for what cannot be, in one sentence; exit code 2. */
final class CallException extends RuntimeException {
  CallException(String sentence) {
    super(sentence);
  }

  CallException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
