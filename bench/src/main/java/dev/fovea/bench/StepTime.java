package dev.fovea.bench;

import dev.fovea.data.Truth;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.image.Preprocess;
import dev.fovea.task.classify.Loss;
import dev.fovea.task.classify.Targets;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.train.Manner;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a network on one batch of noise [n, 3, size, size], by the steps that every training run
 * takes, and times each step; or lets it answer, as a classifier does, and times each answer. What
 * it starts from goes into a file, so that the twin in Python starts from the same numbers.
 *
 * <p>Arguments: threads of libtorch, the file to write, size in pixels, network, pictures a batch,
 * {@code learn} or {@code answer}, and how to learn: {@code float32}, {@code bf16}, {@code
 * checkpoint} or {@code bf16+checkpoint}. Prints a line of JSON when it is ready, and then for each
 * line with a number k on stdin takes k steps and prints their times.
 */
public final class StepTime {
  private static final int CLASSES = 1000;
  private static final Optimiser SGD = new Optimiser.Sgd(0.001, 0.9, true, 5e-4);

  private StepTime() {}

  public static void main(String... args) throws IOException {
    Turns.prepare(Integer.parseInt(args[0]));
    int px = Integer.parseInt(args[2]);
    Device cpu = Devices.of("cpu");
    Network network = Zoo.network(args[3], Options.of(CLASSES));
    int pictures = Integer.parseInt(args[4]);
    Feed feed = Feed.evaluation(Preprocess.stretch(3, px, px), CLASSES, pictures);
    try (Weights weights = InitialWeights.of(network, Zoo.family(args[3]).init(), 1);
        Loader loader =
            Loader.of(
                Noise.pictures(pictures, px, dice -> new Truth.OneOf(dice.nextInt(CLASSES))),
                feed);
        Batch batch = loader.epoch(0, 0).next();
        Loss loss = new Loss(new Targets(CLASSES, false), 0, null, cpu)) {
      writeStart(Path.of(args[1]), weights, batch);
      System.out.printf(
          "{\"parameters\": %d, \"macs\": %d, \"version\": \"JDK %s\"}%n",
          Params.count(network), Macs.of(network, px, px), Runtime.version());
      if (args[5].equals("answer")) {
        var runner = new Runner(network);
        Turns.answer(new Steps(() -> answer(runner, weights, batch))::run);
        return;
      }
      var part = new Part("main", network, weights, Part.Settings.of(SGD));
      try (var step =
          new SupervisedStep(
              network, part, loss, cpu, manner(args.length > 6 ? args[6] : "float32"))) {
        Turns.answer(new Steps(() -> step.learn(batch, 1).get("loss"))::run);
      }
    }
  }

  private static Manner manner(String words) {
    var precision = words.startsWith("bf16") ? Precision.BF16 : Precision.FLOAT32;
    return new Manner(0, precision).withCheckpoint(words.endsWith("checkpoint"));
  }

  /** The first number of the logits. */
  private static double answer(Runner runner, Weights weights, Batch batch) {
    try (var _ = Gradients.off()) {
      var images = Tensors.of(batch.images(), batch.shape());
      return Tensors.toArray(runner.run(images, weights, Mode.EVAL))[0];
    }
  }

  /** The weights by their names, {@code images} [n, c, h, w] and {@code targets} [n, classes]. */
  private static void writeStart(Path file, Weights weights, Batch batch) {
    try (var _ = new Scope()) {
      var start = new LinkedHashMap<String, Tensor>(weights.tensors());
      start.put("images", Tensors.of(batch.images(), batch.shape()));
      start.put("targets", Tensors.of(batch.targets(), batch.size(), CLASSES));
      SafetensorsWriter.write(file, new LinkedHashMap<>(), start);
    }
  }
}
