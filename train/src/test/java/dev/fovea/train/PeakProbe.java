package dev.fovea.train;

import dev.fovea.graph.Wire;
import dev.fovea.torch.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.pytorch.global.torch;

/**
 * A process of its own that takes a step and prints how much memory of its own it held at most, in
 * kB; pages of libraries are left out, for the system drops them when it likes.
 */
public final class PeakProbe {
  private PeakProbe() {}

  public static void main(String[] args) throws InterruptedException {
    Wire wire = Wire.image("deep", 3);
    for (int i = 0; i < 40; i++) wire = wire.conv("conv" + i, 8, 3, 1).relu();
    var network = wire.average().linear("fc", Tiny.CLASSES).network("logits");
    var manner = Manner.PLAIN.withCheckpoint(Boolean.parseBoolean(args[0]));
    var settings = Part.Settings.of(Tiny.momentum(0.01));
    var over = new AtomicBoolean();
    var peak = new AtomicLong();
    Thread watch =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get()) peak.accumulateAndGet(held(), Math::max);
            });
    try (var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings, manner)) {
      try (var _ = new Scope()) {
        step.learn(torch.randn(8, 3, 192, 192), torch.randn(8, Tiny.CLASSES), 1);
      }
    }
    over.set(true);
    watch.join();
    System.out.println("peak " + peak);
  }

  private static long held() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(l -> l.startsWith("RssAnon")).findFirst().orElseThrow();
      LockSupport.parkNanos(1_000_000);
      return Long.parseLong(line.replaceAll("\\D", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
