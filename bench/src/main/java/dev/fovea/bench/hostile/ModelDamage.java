package dev.fovea.bench.hostile;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.ClassifyPostprocess;
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
 * A model file cut at many places and with bytes changed: of a {@code .safetensors} file those of
 * its header, of an {@code .onnx} file all. Each is opened and, where that goes well, asked about a
 * picture: there comes a proper answer or one sentence, and the process lives.
 */
public final class ModelDamage {
  /** Bits turned over, a digit made another, a quote, a bracket, a space, a letter. */
  private static final int[] FLIPS = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff};

  private static final byte[] SIGNS = {'0', '9', '"', ']', ' ', '-', 'e'};

  private final Path file;
  private final byte[] whole;
  private final int cut;
  private final int end;
  private final Map<String, Integer> counts = new TreeMap<>();
  private long slowestMillis;

  private ModelDamage(Path folder, boolean onnx) throws IOException {
    file = folder.resolve(onnx ? "model.onnx" : "model.safetensors");
    if (onnx) exported(file);
    else stored(file);
    whole = Files.readAllBytes(file);
    cut = onnx ? 1 : 1000;
    end =
        onnx
            ? whole.length
            : 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static void stored(Path file) {
    try (Model model = model(Zoo.network("small", Options.of(3).withChannels(1)))) {
      ModelFile.write(file, model);
    }
  }

  /** Of a network so small that most bytes are no weights. */
  private static void exported(Path file) {
    Wire drawn = Wire.image("tiny", 1).convBias("conv", 4, 3, 2).relu().average().linear("fc", 3);
    try (Model model = model(drawn.network("logits"))) {
      var metadata = CardJson.write(model.card(), CardJson.Besides.NOTHING);
      OnnxFile.write(file, model.network(), model.weights(), new Size(28, 28), metadata);
    }
  }

  private static Model model(Network network) {
    return new Model(
        "classify",
        network,
        InitialWeights.of(network, Init.KAIMING_FAN_OUT, 5),
        Classes.of("a", "b", "c"),
        Preprocess.stretch(1, 28, 28),
        ClassifyPostprocess.oneOf(),
        new LinkedHashMap<>(Map.of("top1", 0.5)),
        new LinkedHashMap<>(Map.of("seed", "5")));
  }

  /** Arguments: {@code --onnx} first, or not; only every so many-th byte, 1 where not said. */
  public static void main(String[] words) throws IOException {
    Path folder = Files.createTempDirectory("fovea-damage");
    boolean onnx = words.length > 0 && words[0].equals("--onnx");
    int every = words.length == (onnx ? 1 : 0) ? 1 : Integer.parseInt(words[words.length - 1]);
    var damage = new ModelDamage(folder, onnx);
    damage.run(every);
    damage.counts.forEach((outcome, n) -> System.out.printf("%,9d  %s%n", n, outcome));
    System.out.printf("slowest %,d ms%n", damage.slowestMillis);
    if (damage.counts.keySet().stream().anyMatch(k -> k.contains("FAULT"))) System.exit(1);
  }

  /** How often each outcome came; a fault is called FAULT. */
  static Map<String, Integer> counts(Path folder, boolean onnx, int every) throws IOException {
    var damage = new ModelDamage(folder, onnx);
    damage.run(every);
    return damage.counts;
  }

  private void run(int every) throws IOException {
    for (int length = 0; length < whole.length; length += cut)
      opened("cut", Arrays.copyOf(whole, length), "at " + length);
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
