package dev.fovea.bench;

import static org.bytedeco.pytorch.global.torch.globalContext;

import com.sun.management.OperatingSystemMXBean;
import dev.fovea.torch.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** One of two programs that take turns: it works when a line comes, and waits in between. */
final class Turns {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Turns() {}

  /** Sets libtorch up as training itself has it: the same bits each time. */
  static void prepare(int threads) {
    Threads.use(threads);
    globalContext().setDeterministicAlgorithms(true, false);
    globalContext().setDeterministicFillUninitializedMemory(false);
  }

  /** Answers each line on stdin by a line, until no more come. */
  static void answer(UnaryOperator<String> work) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine())
      System.out.println(work.apply(line.strip()));
  }

  /** Time that all threads of this process have worked. */
  static long cpuNanos() {
    return MACHINE.getProcessCpuTime();
  }
}
