package dev.fovea.train;

import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network, pictures and a step small enough to train in milliseconds. */
final class Tiny {
  static final int CLASSES = 3;
  static final int BATCHES = 5;

  /** Made once, and kept whatever scope is open when this class is first named. */
  static final Device CPU = new Device("cpu").retainReference();

  static final SupervisedStep.Loss SQUARES =
      (answers, targets) -> answers.sub(targets).square().mean();

  static {
    // Work this small is quicker on one thread, above all while other programs want the cores.
    Natives.load();
    torch.set_num_threads(1);
  }

  private Tiny() {}

  /** Two convolutions with batch norms and dropout. */
  static Network network() {
    return Wire.image("tiny", 3)
        .conv("conv1", 4, 3, 1)
        .norm("bn1")
        .relu()
        .dropout(0.3)
        .convBias("conv2", 6, 3, 2)
        .norm("bn2")
        .relu()
        .average()
        .linear("fc", CLASSES)
        .network("logits");
  }

  /** The same without norms and dropout. */
  static Network plain() {
    return Wire.image("plain", 3)
        .convBias("conv1", 4, 3, 1)
        .relu()
        .convBias("conv2", 6, 3, 2)
        .relu()
        .average()
        .linear("fc", CLASSES)
        .network("logits");
  }

  static Weights weights(Network network) {
    return InitialWeights.of(network, Init.PYTORCH, 5);
  }

  static SupervisedStep step(Network network, Weights weights, Part.Settings settings) {
    return step(network, weights, settings, Manner.PLAIN);
  }

  static SupervisedStep step(
      Network network, Weights weights, Part.Settings settings, Manner manner) {
    var part = new Part("model", network, weights, settings);
    return new SupervisedStep(network, part, SQUARES, CPU, manner);
  }

  static Optimiser momentum(double rate) {
    return new Optimiser.Sgd(rate, 0.9, false, 0.01);
  }

  /** 22 pictures of 8x8 px in batches of 4, shuffled and augmented; two are left out. */
  static Loader loader() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 22; i++) {
      var samples = new byte[3 * 8 * 8];
      new Random(i).nextBytes(samples);
      examples.add(
          new Example(
              "drawn/" + i, new Drawn(Image.of8(8, 8, 3, samples)), new Truth.OneOf(i % CLASSES)));
    }
    var feed =
        Feed.training(Preprocess.stretch(3, 8, 8), CLASSES, 4, Augment.small(), 11).withThreads(2);
    return Loader.of(examples, feed);
  }

  /** All numbers by name. */
  static Map<String, float[]> numbers(Weights weights) {
    var numbers = new LinkedHashMap<String, float[]>();
    try (var _ = new Scope()) {
      weights
          .tensors()
          .forEach(
              (name, tensor) -> numbers.put(name, Tensors.toArray(tensor.to(ScalarType.Float))));
    }
    return numbers;
  }

  /** Makes every parameter differ from its neighbour, those that start as zeros too. */
  static void spread(Weights weights) {
    weights
        .tensors()
        .values()
        .forEach(t -> {
          if (t.is_floating_point()) t.add_(linspace(t));
        });
  }

  private static Tensor linspace(Tensor like) {
    return torch.linspace(new Scalar(0.01), new Scalar(0.3), like.numel()).view(like.shape());
  }

  /** The events of one kind. */
  static <E> List<E> only(Class<E> kind, List<TrainEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private record Drawn(Image image) implements Source {
    @Override
    public void check() {}

    @Override
    public boolean inMemory() {
      return true;
    }
  }
}
