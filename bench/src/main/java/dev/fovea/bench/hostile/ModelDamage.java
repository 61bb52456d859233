package dev.fovea.bench.hostile;

import dev.fovea.graph.Init;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.Postprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.TorchException;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model file cut at many places and with bytes of its header changed. Each is opened and, where
 * that goes well, asked about a picture: there comes a proper answer or one sentence.
 */
public final class ModelDamage {
  /** Bits turned over, a digit made another, a quote, a bracket, a space, a letter. */
  private static final int[] FLIPS = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff};

  private static final byte[] SIGNS = {'0', '9', '"', ']', ' ', '-', 'e'};
  private static final int CUT = 1000;

  private final Path file;
  private final byte[] whole;
  private final Map<String, Integer> counts = new TreeMap<>();
  private long slowestMillis;

  private ModelDamage(Path folder) throws IOException {
    file = folder.resolve("model.safetensors");
    var network = Zoo.network("small", Options.of(3).withChannels(1));
    try (var model =
        new Model(
            "classify",
            network,
            InitialWeights.of(network, Init.KAIMING_FAN_OUT, 5),
            Classes.of("a", "b", "c"),
            Preprocess.stretch(1, 28, 28),
            Postprocess.oneOf(),
            new LinkedHashMap<>(Map.of("top1", 0.5)),
            new LinkedHashMap<>(Map.of("seed", "5")))) {
      ModelFile.write(file, model);
    }
    whole = Files.readAllBytes(file);
  }

  /** Argument: only every so many-th byte of the header, 1 where nothing is said. */
  public static void main(String[] words) throws IOException {
    Path folder = Files.createTempDirectory("fovea-damage");
    int every = words.length == 0 ? 1 : Integer.parseInt(words[0]);
    var damage = new ModelDamage(folder);
    damage.run(every);
    damage.counts.forEach((outcome, n) -> System.out.printf("%,9d  %s%n", n, outcome));
    System.out.printf("slowest %,d ms%n", damage.slowestMillis);
    if (damage.counts.keySet().stream().anyMatch(k -> k.contains("FAULT"))) System.exit(1);
  }

  /** How often each outcome came; a fault is called FAULT. */
  static Map<String, Integer> counts(Path folder, int every) throws IOException {
    var damage = new ModelDamage(folder);
    damage.run(every);
    return damage.counts;
  }

  private void run(int every) throws IOException {
    for (int length = 0; length < whole.length; length += CUT)
      opened("cut", Arrays.copyOf(whole, length), "at " + length);
    int end = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int at = 0; at < end; at += every) {
      for (int flip : FLIPS) changed(at, (byte) (whole[at] ^ flip));
      for (byte sign : SIGNS) if (sign != whole[at]) changed(at, sign);
    }
  }

  private void changed(int at, byte to) throws IOException {
    byte[] damaged = whole.clone();
    damaged[at] = to;
    opened("changed", damaged, "byte " + at + " to " + to);
  }

  private void opened(String how, byte[] bytes, String where) throws IOException {
    Files.write(file, bytes);
    long began = System.nanoTime();
    String outcome = outcome(where);
    slowestMillis = Math.max(slowestMillis, (System.nanoTime() - began) / 1_000_000);
    counts.merge(how + ": " + outcome, 1, Integer::sum);
  }

  private String outcome(String where) {
    try (var classifier = Classifier.open(file, Settings.on("cpu"))) {
      var labels = classifier.classify(Image.of8(20, 30, 1, new byte[600])).labels();
      return labels.size() == 3 ? "answers" : "FAULT " + where + ": " + labels;
    } catch (ModelException | TorchException e) {
      return e.getMessage().startsWith(file.toString()) && e.getMessage().lines().count() == 1
          ? "refused"
          : "FAULT " + where + ": " + e.getMessage();
    } catch (RuntimeException | Error e) {
      return "FAULT " + where + ": " + e;
    }
  }
}
