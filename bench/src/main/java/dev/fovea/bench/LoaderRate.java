package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.load.Sizes;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Shrink;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many pictures a second one loader thread makes, by what is done to them (decoded in a first
 * epoch that does not count), and by where they come from.
 *
 * <p>Arguments: data, channels, size in px, seconds for each, at most how many pictures, a folder
 * on the disk that may keep them, {@code boxes} where pictures are to have boxes.
 */
public final class LoaderRate {
  private static final int BATCH = 32;
  private static final int STRIDE = 32;
  private static final long MOST = 8L << 30;

  private final List<Example> examples;
  private final int classes;
  private final double seconds;

  private LoaderRate(List<Example> examples, int classes, double seconds) {
    this.examples = examples;
    this.classes = classes;
    this.seconds = seconds;
  }

  public static void main(String... args) {
    boolean boxes = args[6].equals("boxes");
    var options = ReadOptions.forTraining();
    Dataset data = Datasets.open(Path.of(args[0]), boxes ? options.withBoxes() : options);
    int channels = Integer.parseInt(args[1]);
    int size = Integer.parseInt(args[2]);
    List<Example> all = data.split(Split.TRAIN);
    List<Example> some = all.subList(0, Math.min(Integer.parseInt(args[4]), all.size()));
    var rate = new LoaderRate(some, data.classes().size(), Double.parseDouble(args[3]));
    System.out.printf("%-24s %10s%n", some.size() + " pictures", "images/s");
    if (boxes) rate.boxes(Preprocess.letterbox(size, size, STRIDE));
    else rate.classes(Preprocess.stretch(channels, size, size), size, Path.of(args[5]));
  }

  private void classes(Preprocess to, int size, Path disk) {
    var memory = new Keep.InMemory(MOST);
    print("decoded whole", feed(to, Augment.none()).withKeep(new Keep.InMemory(0)));
    print(
        "shrink=2",
        feed(to.withShrink(new Shrink(2)), Augment.none()).withKeep(new Keep.InMemory(0)));
    print("kept on disk", feed(to, Augment.none()).withKeep(new Keep.OnDisk(MOST, disk)));
    ways(size).forEach((name, augment) -> print(name, feed(to, augment).withKeep(memory)));
  }

  private void boxes(Preprocess to) {
    var memory = new Keep.InMemory(MOST);
    var preset = Augment.boxes();
    var ways = new LinkedHashMap<String, Augment>();
    ways.put("kept in memory", Augment.none());
    ways.put(" with the preset", preset);
    ways.put(" without its mosaic", preset.single());
    ways.put(" with mixup", preset.with(new Augmentation.MixupBoxes(1, 32)));
    ways.put(" with turns", preset.with(new Augmentation.Rotation(10)));
    print("decoded whole", feed(to, Augment.none()).withBoxes().withKeep(new Keep.InMemory(0)));
    ways.forEach((name, a) -> print(name, feed(to, a).withBoxes().withKeep(memory)));
    var sizes = new Sizes(0.5, STRIDE);
    print(" in several sizes", feed(to, preset).withBoxes().withSizes(sizes).withKeep(memory));
  }

  private Feed feed(Preprocess to, Augment augment) {
    return Feed.training(to, classes, BATCH, augment, 1).withThreads(1);
  }

  private static Map<String, Augment> ways(int size) {
    var preset = Augment.forSize(size);
    var ways = new LinkedHashMap<String, Augment>();
    ways.put("kept in memory", Augment.none());
    ways.put(" with the preset", preset);
    ways.put(" with randaugment", preset.with(new Augmentation.RandAugment(2, 9)));
    ways.put(" with trivialaugment", preset.with(new Augmentation.TrivialAugmentWide()));
    ways.put(" with augmix", preset.with(new Augmentation.AugMix(3, 3, 1)));
    ways.put(" with mixup", preset.with(new Augmentation.Mixup(0.2)));
    ways.put(" with cutmix", preset.with(new Augmentation.CutMix(1)));
    ways.put(" with grey 1", preset.with(new Augmentation.Grayscale(1)));
    ways.put(" with blur 1", preset.with(new Augmentation.GaussianBlur(1, 0.1, 2)));
    ways.put(" with noise 1", preset.with(new Augmentation.GaussianNoise(1, 0.01, 0.1)));
    ways.put(" with jpeg 1", preset.with(new Augmentation.JpegCompression(1, 20, 95)));
    return ways;
  }

  private void print(String name, Feed feed) {
    System.out.printf(Locale.ROOT, "%-24s %,10.1f%n", name, rate(feed));
  }

  private double rate(Feed feed) {
    try (var loader = Loader.of(examples, feed)) {
      long pictures = 0;
      long start = System.nanoTime();
      for (int epoch = 0; ; epoch++) {
        for (var batches = loader.epoch(epoch, 0); batches.hasNext(); ) {
          try (var batch = batches.next()) {
            pictures += batch.size();
          }
          double passed = (System.nanoTime() - start) / 1e9;
          if (epoch > 0 && passed > seconds) return pictures / passed;
        }
        if (epoch > 0) continue;
        pictures = 0;
        start = System.nanoTime();
      }
    }
  }
}
