package dev.fovea.bench;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.graph.Size;
import dev.fovea.image.Classes;
import dev.fovea.image.Decode;
import dev.fovea.image.Preprocess;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes a detector in three ways: {@code fovea.onnx} gives the maps of the head that answers,
 * {@code fovea-nms.onnx} those of the head whose overlapping boxes are taken away, and {@code
 * fovea-inside.onnx} makes boxes of the first itself. Its weights are drawn, of 80 classes, and its
 * batch norms have seen some of the pictures; or they are those of a model file.
 *
 * <p>Arguments: the folder to write to, the network, the size of pictures in px, a file that lists
 * pictures, and {@code drawn} or a model file. Prints a line of JSON: parameters and multiply-adds
 * of each by its name.
 */
public final class DetectModel {
  private static final int CLASSES = 80;
  private static final int STEP_PX = 32;
  private static final int SEEN = 4;

  /** At a momentum of 0.1 nine tenths of what batch norms keep are of the pictures then. */
  private static final int TIMES = 22;

  private final Path folder;
  private final Model model;

  private DetectModel(Path folder, Model model) {
    this.folder = folder;
    this.model = model;
  }

  public static void main(String... args) throws IOException {
    Threads.use(Runtime.getRuntime().availableProcessors());
    int px = Integer.parseInt(args[2]);
    List<Path> pictures = Files.readAllLines(Path.of(args[3])).stream().map(Path::of).toList();
    try (Model model =
        args[4].equals("drawn") ? drawn(args[1], px, pictures) : read(Path.of(args[4]), px)) {
      var all = new DetectModel(Path.of(args[0]), model);
      DetectPostprocess how = model.detect();
      System.out.printf(
          "{\"fovea\": %s, \"fovea-nms\": %s, \"fovea-inside\": %s}%n",
          all.write("fovea", how, false),
          all.write("fovea-nms", how.withOneToOne(false), false),
          all.write("fovea-inside", how, true));
    }
  }

  private static Model read(Path file, int px) {
    Model read = ModelFile.read(file);
    ModelCard card = read.card();
    card.need(file, "detect");
    return new Model(
        read.network(),
        read.weights(),
        new ModelCard(
            card.task(),
            card.classes(),
            card.preprocess().withSize(px, px),
            card.postprocess(),
            card.scores(),
            card.provenance()));
  }

  private static Model drawn(String name, int px, List<Path> pictures) {
    Drawing drawing = Detectors.of(name, DetectorOptions.of(CLASSES));
    Preprocess preprocess = Preprocess.letterbox(px, px, STEP_PX);
    Weights weights = InitialWeights.of(drawing.network(), drawing.init(), 1);
    settle(drawing.network(), weights, preprocess, pictures);
    return new Model(
        "detect",
        drawing.network(),
        weights,
        new Classes(IntStream.range(0, CLASSES).mapToObj(i -> "class" + i).toList()),
        preprocess,
        Postprocesses.of(drawing.style()),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }

  /** Without it the values of a drawn network fade, and it scores all places alike. */
  private static void settle(
      Network network, Weights weights, Preprocess preprocess, List<Path> pictures) {
    int count = Math.min(SEEN, pictures.size());
    FloatBuffer numbers =
        ByteBuffer.allocateDirect(Float.BYTES * count * preprocess.floats())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < count; i++)
      preprocess.of(Decode.of(pictures.get(i)), numbers, i * preprocess.floats());
    var runner = new Runner(network);
    for (int i = 0; i < TIMES; i++)
      try (var _ = new Scope();
          var _ = Gradients.off()) {
        var seen = Tensors.of(numbers, count, 3, preprocess.height(), preprocess.width());
        runner.run(Map.of(network.input().name(), seen), weights, Mode.TRAIN, Runner.NONE);
      }
  }

  /** Writes one file; parameters and multiply-adds as JSON. */
  private String write(String name, DetectPostprocess how, boolean inside) {
    Network network = model.network().only(HeadOutput.names(how).toArray(String[]::new));
    Path file = folder.resolve(name + ".onnx");
    var size = new Size(model.preprocess().height(), model.preprocess().width());
    var metadata = CardJson.write(model.card().withPostprocess(how), CardJson.Besides.NOTHING);
    try (var folded = FoldBatchNorm.fold(network, model.weights())) {
      if (inside)
        OnnxFile.writeWithBoxes(
            file, folded.network(), folded.weights(), size, metadata, how, model.classes().size());
      else OnnxFile.write(file, folded.network(), folded.weights(), size, metadata);
      return "{\"parameters\": %d, \"macs\": %d}"
          .formatted(Params.count(folded.network()), Macs.of(folded.network(), size.h(), size.w()));
    }
  }
}
