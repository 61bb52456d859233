package dev.fovea.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * How a process ends that has loaded libtorch.
 *
 * <p>When Java's own end is done (hooks, recordings, logs), it calls C's {@code exit}, whatever
 * other threads do; a signal comes at any moment. {@code exit} runs libtorch's destructors, and a
 * thread that is in the middle of {@code backward} then reads what they destroyed: a crash in place
 * of the exit code. Since {@code exit} calls its handlers the newest first, one that flushes what C
 * code has buffered and ends the process at once keeps the destructors from running. The system
 * takes back all that they would have freed.
 *
 * <p>Waiting in a shutdown hook until nobody computes is no cure: it cannot know of every thread,
 * one step may take longer than whoever sent the signal waits, and a thread may start another one
 * between the hook and {@code exit}.
 *
 * <p>What this skips: destructors and exit handlers of C code that was loaded earlier. A program
 * that is not Java's launcher and has started the machine by itself (JNI) may have such handlers
 * and may go on after Java has ended, so it is left alone; and so is each system but Linux with
 * glibc, which alone hands the exit code to a handler.
 */
final class Ending {
  private static final FunctionDescriptor ON_EXIT =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

  private Ending() {}

  /**
   * Lets the process end so, from now on: for {@link Runtime#halt}, which asks no hooks, and again
   * in a hook, for destructors of what libtorch makes at its first use.
   */
  static void withoutDestructors() throws Throwable {
    boolean ours = System.getProperty("sun.java.launcher") != null;
    boolean glibc = CLibrary.has("on_exit") && CLibrary.has("fcloseall");
    if (!ours || !glibc || !System.getProperty("os.name").equals("Linux")) return;
    MethodHandle onExit = CLibrary.function("on_exit", ON_EXIT);
    MemorySegment end = CLibrary.address("_exit"); // takes the exit code
    MemorySegment flush = CLibrary.address("fcloseall"); // what exit itself would do at last
    next(onExit, end, flush);
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> next(onExit, end, flush), "fovea-end"));
    } catch (IllegalStateException _) { // the process ends just now, and is prepared
    }
  }

  /** The last to come is the first to be called. */
  private static void next(MethodHandle onExit, MemorySegment end, MemorySegment flush) {
    try {
      var _ = (int) onExit.invokeExact(end, MemorySegment.NULL);
      var _ = (int) onExit.invokeExact(flush, MemorySegment.NULL);
    } catch (Throwable e) {
      throw new IllegalStateException("on_exit throws nothing", e);
    }
  }
}
