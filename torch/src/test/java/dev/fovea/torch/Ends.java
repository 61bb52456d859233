package dev.fovea.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A program that says a word through C's buffer and ends, with {@code abort} in the place of
 * destructors: whoever calls it shows.
 */
final class Ends {
  private Ends() {}

  /**
   * Ends.
   *
   * @param words {@code loaded} or not, then {@code exit}, {@code halt} or {@code return}
   */
  public static void main(String[] words) throws Throwable {
    abortAtExit();
    if (words[0].equals("loaded")) Natives.load();
    if (!words[1].equals("halt")) abortAtExit(); // what is made later, at its first use
    var puts =
        CLibrary.function("puts", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (var arena = Arena.ofConfined()) {
      var _ = (int) puts.invokeExact(arena.allocateFrom("said by C"));
    }
    if (words[1].equals("exit")) System.exit(7);
    if (words[1].equals("halt")) Runtime.getRuntime().halt(7);
  }

  private static void abortAtExit() throws Throwable {
    var onExit =
        CLibrary.function(
            "on_exit",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    var _ = (int) onExit.invokeExact(CLibrary.address("abort"), MemorySegment.NULL);
  }
}
