package dev.fovea.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * How the threads of libtorch wait for each other.
 *
 * <p>By default OpenMP's threads spin for milliseconds at the end of every op. Where another
 * program wants the cores too, they burn the time that the thread they wait for would need: a
 * training step was measured to take five times as long. Asleep, they cost a few microseconds an
 * op.
 */
final class Waiting {
  private Waiting() {}

  /**
   * Lets them sleep, unless the environment says otherwise. OpenMP reads its environment when it is
   * loaded, so this comes before that; only Linux's OpenMP is known to need it.
   */
  @SuppressWarnings("restricted") // a call into the C library, as all of libtorch is
  static void passively() throws Throwable {
    if (!System.getProperty("os.name").equals("Linux")) return;
    Linker linker = Linker.nativeLinker();
    var setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      var _ =
          (int)
              setenv.invokeExact(
                  arena.allocateFrom("OMP_WAIT_POLICY"), arena.allocateFrom("passive"), 0);
    }
  }
}
