package dev.fovea.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;

/**
 * How the threads of libtorch wait for each other.
 *
 * <p>By default OpenMP's threads spin for milliseconds at the end of every op, and OpenBLAS' after
 * every product of matrices. Where somebody else wants the cores, be it the next op, they burn the
 * time that the thread they wait for would need: beside another program a training step was
 * measured to take five times as long. Asleep, they cost a few microseconds an op.
 */
final class Waiting {
  private Waiting() {}

  /**
   * Lets them sleep, unless the environment says otherwise. The libraries read their environment
   * when they are loaded, so this comes before that; only Linux's are known to need it.
   */
  static void passively() throws Throwable {
    if (!System.getProperty("os.name").equals("Linux")) return;
    unlessSet("OMP_WAIT_POLICY", "passive");
    unlessSet("OPENBLAS_THREAD_TIMEOUT", "4"); // spins 2^4 cycles, the least there is
  }

  private static void unlessSet(String name, String value) throws Throwable {
    var setenv =
        CLibrary.function(
            "setenv",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      var _ = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
    }
  }
}
