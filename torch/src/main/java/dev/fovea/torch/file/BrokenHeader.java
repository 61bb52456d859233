package dev.fovea.torch.file;

/** A header that contradicts itself or its file; the reader adds which file and what to do. */
final class BrokenHeader extends RuntimeException {
  BrokenHeader(String what) {
    super(what);
  }
}
