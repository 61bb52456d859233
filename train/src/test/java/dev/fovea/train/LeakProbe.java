package dev.fovea.train;

import dev.fovea.graph.Network;
import dev.fovea.torch.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * A process of its own that trains and prints how many native objects live, a line {@code name
 * count} each. It runs on a collector that never collects: what is not freed by its owner stays.
 */
public final class LeakProbe {
  private static final Manner KEPT = new Manner(0.05, Precision.BF16);
  private static final Manner AGAIN = KEPT.withCheckpoint(true);

  private LeakProbe() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    train(folder, KEPT, ""); // what libtorch makes once and keeps
    train(folder, AGAIN, "");
    diverge(folder);
    tell("before");
    train(folder, KEPT, "step");
    train(folder, AGAIN, "retraced");
    tell("after");
    diverge(folder);
    tell("diverged");
  }

  private static void tell(String name) {
    System.out.println(name + " " + Pointer.totalCount());
  }

  /** Two epochs, saved after each batch, then resumed. */
  private static void train(Path folder, Manner manner, String name) {
    Network network = Tiny.network();
    var settings = new Part.Settings(Optimiser.AdamW.of(0.01, 0.1), 1, 1, 0.9, List.of("conv1"));
    var plan = new Plan(2, null, new Schedule.Cosine(0), 0, Duration.ZERO, 1);
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings, manner)) {
      var notes = Notes.ofWeights();
      new Loop(
              plan,
              loader,
              step,
              notes,
              folder,
              event -> {
                if (event instanceof TrainEvent.BatchDone) tell(name);
              })
          .run();
      new Loop(Plan.epochs(3, new Schedule.Constant(), 1), loader, step, notes, folder, _ -> {})
          .resume();
    }
  }

  private static void diverge(Path folder) {
    Network network = Tiny.plain();
    var settings = new Part.Settings(Tiny.momentum(1e6), 1, 0, 0, List.of());
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings)) {
      var plan = Plan.epochs(9, new Schedule.Constant(), 1);
      new Loop(plan, loader, step, Notes.ofWeights(), folder, _ -> {}).run();
      throw new IllegalStateException("it did not diverge");
    } catch (DivergedException expected) {
      System.out.println(expected.getMessage());
    }
  }
}
