package dev.fovea.bench;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import dev.fovea.task.classify.Loss;
import dev.fovea.task.classify.Targets;
import dev.fovea.torch.Devices;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Epochs over JPEG files by the loader and the steps of every training run: random resized crops,
 * flips, changing colours, batches of 32.
 *
 * <p>Arguments: threads of libtorch, network, size in pixels, a file with a picture's path a line.
 * Then for each line on stdin one epoch: {@code load} or {@code train}, then {@code first} (every
 * picture is decoded) or {@code later} (all are kept from the epoch before).
 */
public final class EpochTime {
  private static final int CLASSES = 8;
  private static final int BATCH = 32;
  private static final int WORKERS = 2;
  private static final long ROOM = 1L << 30;
  private static final Optimiser SGD = new Optimiser.Sgd(0.001, 0.9, true, 5e-4);
  private static final Augment AUGMENT =
      Augment.of(
          new RandomResizedCrop(0.35, 1, 3.0 / 4, 4.0 / 3),
          new HorizontalFlip(0.5),
          new ColorJitter(0.3, 0.3, 0.3, 0.05));

  private final Loader first;
  private final Loader later;
  private final SupervisedStep step;
  private int epochs;

  private EpochTime(Loader first, Loader later, SupervisedStep step) {
    this.first = first;
    this.later = later;
    this.step = step;
  }

  public static void main(String... args) throws IOException {
    Turns.prepare(Integer.parseInt(args[0]));
    Network network = Zoo.network(args[1], Options.of(CLASSES));
    int px = Integer.parseInt(args[2]);
    List<Example> pictures = pictures(Path.of(args[3]));
    var preprocess = Preprocess.imagenet(Math.round(px * 8f / 7), px, Kernel.BILINEAR);
    Feed feed =
        Feed.training(preprocess, CLASSES, BATCH, AUGMENT, 1)
            .withThreads(WORKERS)
            .withStrict(true)
            .withKeep(new Keep.InMemory(0));
    try (Weights weights = InitialWeights.of(network, Zoo.family(args[1]).init(), 1);
        Loader first = Loader.of(pictures, feed);
        Loader later =
            Loader.of(pictures, feed.withDropLast(false).withKeep(new Keep.InMemory(ROOM)));
        Loss loss = new Loss(new Targets(CLASSES, false), 0, null, Devices.of("cpu"))) {
      var part = new Part("main", network, weights, Part.Settings.of(SGD));
      try (var step = new SupervisedStep(network, part, loss, Devices.of("cpu"))) {
        var epochs = new EpochTime(first, later, step);
        var _ = epochs.run("load later"); // fills what is kept, each picture once
        System.out.printf(
            "{\"parameters\": %d, \"version\": \"JDK %s\"}%n",
            Params.count(network), Runtime.version());
        Turns.answer(epochs::run);
      }
    }
  }

  /** One epoch; its answer is JSON. */
  private String run(String line) {
    boolean train = line.startsWith("train");
    var batches = (line.endsWith("later") ? later : first).epoch(epochs++, 0);
    int images = 0;
    long began = System.nanoTime();
    long cpu = Turns.cpuNanos();
    while (batches.hasNext()) {
      try (Batch batch = batches.next()) {
        images += batch.size();
        if (train) learn(batch);
      }
    }
    return "{\"seconds\": %s, \"cpu_seconds\": %s, \"images\": %d}"
        .formatted((System.nanoTime() - began) / 1e9, (Turns.cpuNanos() - cpu) / 1e9, images);
  }

  private void learn(Batch batch) {
    manual_seed(1);
    try (var _ = new Scope()) {
      var _ = step.learn(batch, 1);
    }
  }

  private static List<Example> pictures(Path list) throws IOException {
    var examples = new ArrayList<Example>();
    Path here = Path.of("").toAbsolutePath();
    for (String line : Files.readAllLines(list)) {
      int n = examples.size();
      examples.add(
          new Example(
              n + "/" + line, new FileSource(here, Path.of(line)), new Truth.OneOf(n % CLASSES)));
    }
    return examples;
  }
}
