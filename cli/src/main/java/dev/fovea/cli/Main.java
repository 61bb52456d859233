package dev.fovea.cli;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] words) {
    Ahead.of(words);
    System.exit(Fovea.run(Screen.system(), words));
  }
}
