package dev.fovea.task.classify.marks;

import dev.fovea.graph.Network;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.SupervisedStep;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Steps on pieces, one course after the other, each with an optimiser and a rate of its own. */
final class Practice {
  private static final double WEIGHT_DECAY = 0.01;
  private static final double WARM_UP = 0.1;
  private static final int SAID_EVERY = 50;

  private final Network network;
  private final Weights weights;
  private final Device device;
  private final int all;
  private final Consumer<MarkSearch.Progress> heard;
  private final BooleanSupplier stop;
  private int done;

  Practice(
      Network network,
      Weights weights,
      Device device,
      int all,
      Consumer<MarkSearch.Progress> heard,
      BooleanSupplier stop) {
    this.network = network;
    this.weights = weights;
    this.device = device;
    this.all = all;
    this.heard = heard;
    this.stop = stop;
  }

  /**
   * Takes so many steps, fewer where it is to stop.
   *
   * @param fill draws the pieces of the next step
   */
  void course(int steps, double rate, BagLoss loss, Pieces pieces, Runnable fill) {
    var settings =
        new Part.Settings(Optimiser.AdamW.of(rate, WEIGHT_DECAY), 1, 0, 0, List.of("fc"));
    var part = new Part("marks", network, weights, settings);
    try (var step = new SupervisedStep(network, part, loss, device)) {
      double sum = 0;
      for (int i = 1; i <= steps && !stop.getAsBoolean(); i++) {
        fill.run();
        try (var _ = new Scope()) {
          Tensor images = pieces.tensor().to(device, Tensors.FLOAT);
          sum += step.learn(images, images, factor((double) i / steps));
        }
        done++;
        if (i % SAID_EVERY > 0) continue;
        heard.accept(new MarkSearch.Progress(done, all, sum / SAID_EVERY));
        sum = 0;
      }
    }
  }

  /** Up in a line, and down in half a cosine. */
  private static double factor(double progress) {
    return progress < WARM_UP
        ? progress / WARM_UP
        : 0.5 * (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP)));
  }
}
