package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Preprocess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many pictures a second one loader thread makes, by what is done to them; the pictures are
 * decoded in a first epoch that does not count.
 *
 * <p>Arguments: data, channels, size in px, seconds for each.
 */
public final class LoaderRate {
  private static final int BATCH = 32;

  private LoaderRate() {}

  public static void main(String... args) {
    Dataset data = Datasets.open(Path.of(args[0]), ReadOptions.forTraining());
    int size = Integer.parseInt(args[2]);
    var to = Preprocess.stretch(Integer.parseInt(args[1]), size, size);
    System.out.printf("%-16s %10s%n", "added", "images/s");
    ways(size)
        .forEach((name, augment) -> {
          double rate = rate(data, to, augment, Double.parseDouble(args[3]));
          System.out.printf(Locale.ROOT, "%-16s %,10.0f%n", name, rate);
        });
  }

  private static Map<String, Augment> ways(int size) {
    var preset = Augment.forSize(size);
    var ways = new LinkedHashMap<String, Augment>();
    ways.put("no augmentation", Augment.none());
    ways.put("preset", preset);
    ways.put("randaugment", preset.with(new Augmentation.RandAugment(2, 9)));
    ways.put("trivialaugment", preset.with(new Augmentation.TrivialAugmentWide()));
    ways.put("augmix", preset.with(new Augmentation.AugMix(3, 3, 1)));
    ways.put("mixup", preset.with(new Augmentation.Mixup(0.2)));
    ways.put("cutmix", preset.with(new Augmentation.CutMix(1)));
    ways.put("grey 1", preset.with(new Augmentation.Grayscale(1)));
    ways.put("blur 1", preset.with(new Augmentation.GaussianBlur(1, 0.1, 2)));
    ways.put("noise 1", preset.with(new Augmentation.GaussianNoise(1, 0.01, 0.1)));
    ways.put("jpeg 1", preset.with(new Augmentation.JpegCompression(1, 20, 95)));
    return ways;
  }

  private static double rate(Dataset data, Preprocess to, Augment augment, double seconds) {
    var feed = Feed.training(to, data.classes().size(), BATCH, augment, 1).withThreads(1);
    var examples =
        data.split(Split.TRAIN).subList(0, Math.min(2000, data.split(Split.TRAIN).size()));
    try (var loader = Loader.of(examples, feed)) {
      long pictures = -1;
      long start = 0;
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
