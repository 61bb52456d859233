package dev.fovea.torch.pth;

/** What a file cannot mean, or may not hold; the door adds which file. */
final class BrokenPth extends RuntimeException {
  private final String todo;

  /** A file that contradicts itself. */
  BrokenPth(String what) {
    this(what, "fetch or save it again");
  }

  /** A file that may be whole but is not read; and what its owner can do. */
  BrokenPth(String what, String todo) {
    super(what);
    this.todo = todo;
  }

  String sentence() {
    return getMessage() + "; " + todo;
  }
}
