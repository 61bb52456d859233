package dev.fovea.bench;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.graph.Size;
import dev.fovea.image.Classes;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a network of 1,000 classes with seeded random weights twice: as {@code NAME.onnx}, the way
 * {@code fovea export} does, and as {@code NAME.safetensors} under torchvision's names, so that all
 * sides run the same numbers. It reads pictures as torchvision's evaluation does: the shorter side
 * to 256 px, the middle 224.
 *
 * <p>Arguments: the folder, and names of networks with commas between. Prints a line of JSON for
 * each.
 */
public final class AnswerModel {
  private static final int CLASSES = 1000;
  private static final int RESIZED = 256;
  private static final int CROP = 224;
  private static final int PICTURES = 16;
  private static final int SQUARES = 14;
  private static final double DEVIATION = 3;

  private AnswerModel() {}

  public static void main(String... args) {
    Threads.use(Runtime.getRuntime().availableProcessors());
    for (String name : args[1].split(",", -1)) write(Path.of(args[0]), name);
  }

  private static void write(Path folder, String name) {
    Network network = Zoo.network(name, Options.of(CLASSES));
    try (Weights weights = InitialWeights.of(network, Zoo.family(name).init(), 1)) {
      spread(network, weights);
      write(folder.resolve(name + ".onnx"), network, weights);
      try (var _ = new Scope()) {
        SafetensorsWriter.write(
            folder.resolve(name + ".safetensors"),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(weights.tensors()));
      }
    }
    System.out.printf(
        "{\"parameters\": %d, \"macs\": %d}%n",
        Params.count(network), Macs.of(network, CROP, CROP));
  }

  private static void write(Path file, Network network, Weights weights) {
    try (var folded = FoldBatchNorm.fold(network, weights)) {
      var metadata = CardJson.write(card(), CardJson.Besides.NOTHING);
      OnnxFile.write(file, folded.network(), folded.weights(), new Size(CROP, CROP), metadata);
    }
  }

  /**
   * Makes the head answer pictures differently: random networks give nearly the same logits for
   * all. Over some drawn pictures each class has the mean 0 now, and all of them the deviation 3.
   */
  private static void spread(Network network, Weights weights) {
    try (var _ = new Scope();
        var _ = Gradients.off()) {
      Tensor pictures = Tensors.of(blobs(), PICTURES, 3, CROP, CROP);
      float[] logits = Tensors.toArray(new Runner(network).run(pictures, weights, Mode.EVAL));
      var means = new double[CLASSES];
      for (int i = 0; i < logits.length; i++) means[i % CLASSES] += logits[i] / PICTURES;
      double squares = 0;
      for (int i = 0; i < logits.length; i++)
        squares += Math.pow(logits[i] - means[i % CLASSES], 2) / logits.length;
      float scale = (float) (DEVIATION / Math.sqrt(squares));
      String head = weights.tensors().lastEntry().getKey().replaceFirst("bias$", "");
      float[] kernel = Tensors.toArray(weights.get(head + "weight"));
      float[] bias = Tensors.toArray(weights.get(head + "bias"));
      for (int i = 0; i < kernel.length; i++) kernel[i] *= scale;
      for (int c = 0; c < CLASSES; c++) bias[c] = (float) (scale * (bias[c] - means[c]));
      weights.replace(
          head + "weight", Scope.keep(Tensors.of(kernel, CLASSES, kernel.length / CLASSES)));
      weights.replace(head + "bias", Scope.keep(Tensors.of(bias, CLASSES)));
    }
  }

  /** Squares of random colours, [pictures, 3, 224, 224], about as bright as photographs. */
  private static float[] blobs() {
    var random = new Random(1);
    var numbers = new float[PICTURES * 3 * CROP * CROP];
    var squares = new float[PICTURES * 3][SQUARES][SQUARES];
    for (var plane : squares)
      for (var row : plane)
        for (int x = 0; x < SQUARES; x++) row[x] = (float) random.nextGaussian();
    for (int i = 0; i < numbers.length; i++) {
      int x = i % CROP * SQUARES / CROP;
      int y = i / CROP % CROP * SQUARES / CROP;
      numbers[i] = squares[i / (CROP * CROP)][y][x];
    }
    return numbers;
  }

  private static ModelCard card() {
    return new ModelCard(
        "classify",
        new Classes(IntStream.range(0, CLASSES).mapToObj(i -> "class" + i).toList()),
        Preprocess.imagenet(RESIZED, CROP, Kernel.BILINEAR),
        ClassifyPostprocess.oneOf(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }
}
