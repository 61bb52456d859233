package dev.fovea.task.classify.marks;

import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Marks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Looks over whole pictures for the places that the network answers to most. */
final class Lookout {
  private final Runner runner;
  private final Weights weights;
  private final Device device;
  private final Preprocess as;
  private final FloatBuffer numbers;
  private float[] evidence = {};

  Lookout(Network network, Weights weights, Device device, Preprocess as) {
    runner = new Runner(network);
    this.weights = weights;
    this.device = device;
    this.as = as;
    numbers =
        ByteBuffer.allocateDirect(Float.BYTES * as.floats())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** The places of a picture, the strongest first. */
  List<Place> over(Image prepared, int count) {
    as.write(prepared, numbers, 0);
    try (var _ = new Scope();
        var _ = Gradients.off()) {
      Tensor image =
          Tensors.of(numbers, 1, as.channels(), as.height(), as.width()).to(device, Tensors.FLOAT);
      var _ = runner.run(image, weights, Mode.EVAL, this::saw);
    }
    int height = Math.ceilDiv(as.height(), Marks.STEP_PX);
    int width = Math.ceilDiv(as.width(), Marks.STEP_PX);
    return Peaks.of(evidence, height, width, count, Marks.STEP_PX);
  }

  /** The evidence of the strongest place of the last picture, as the network pools it. */
  float strongest() {
    float most = Float.NEGATIVE_INFINITY;
    for (float value : evidence) most = Math.max(most, value);
    return most;
  }

  private void saw(Node node, Tensor value) {
    if (node.name().equals(Marks.EVIDENCE)) evidence = Tensors.toArray(value);
  }
}
