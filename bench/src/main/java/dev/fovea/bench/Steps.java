package dev.fovea.bench;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.fovea.torch.Scope;
import java.util.ArrayList;
import java.util.function.DoubleSupplier;

/**
 * Steps that are timed one by one.
 *
 * @param step takes one, and gives its loss
 */
record Steps(DoubleSupplier step) {
  /** Takes as many as a line says; the answer is JSON. */
  String run(String line) {
    int count = Integer.parseInt(line);
    var millis = new ArrayList<Double>();
    double loss = Double.NaN;
    long cpu = Turns.cpuNanos();
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      manual_seed(i);
      try (var _ = new Scope()) {
        loss = step.getAsDouble();
      }
      millis.add((System.nanoTime() - began) / 1e6);
    }
    double cpuMillis = (Turns.cpuNanos() - cpu) / 1e6 / count;
    return "{\"ms\": %s, \"cpu_ms\": %s, \"loss\": %s}".formatted(millis, cpuMillis, loss);
  }
}
