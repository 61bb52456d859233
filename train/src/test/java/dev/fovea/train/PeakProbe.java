package dev.fovea.train;

import dev.fovea.graph.Wire;
import dev.fovea.torch.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/** A process of its own that takes a step and prints its highest resident memory in kB. */
public final class PeakProbe {
  private PeakProbe() {}

  public static void main(String[] args) throws IOException {
    Wire wire = Wire.image("deep", 3);
    for (int i = 0; i < 40; i++) wire = wire.conv("conv" + i, 8, 3, 1).relu();
    var network = wire.average().linear("fc", Tiny.CLASSES).network("logits");
    var manner = Manner.PLAIN.withCheckpoint(Boolean.parseBoolean(args[0]));
    var settings = Part.Settings.of(Tiny.momentum(0.01));
    try (var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings, manner)) {
      try (var _ = new Scope()) {
        step.learn(torch.randn(8, 3, 192, 192), torch.randn(8, Tiny.CLASSES), 1);
      }
    }
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      lines
          .filter(line -> line.startsWith("VmHWM"))
          .forEach(line -> System.out.println("peak " + line.replaceAll("\\D", "")));
    }
  }
}
