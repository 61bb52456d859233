package dev.fovea.project.use;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.graph.Network;
import dev.fovea.graph.Size;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.Parts;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.DetectOutputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a detector as an ONNX file with the head that answers alone, then proves it as {@link
 * Export} does.
 *
 * @param model a model file
 * @param out the ONNX file, ending in {@code .onnx}; an older one is replaced
 * @param data pictures with boxes to prove it with
 * @param split those of a split; empty for test where there is one, else val, else all
 * @param most how many pictures at most; they are spread evenly
 * @param batch pictures that run at a time
 * @param inside whether the file makes boxes of its maps itself, for pictures of one size; else it
 *     gives maps, for pictures of any size, and of two stages the second is a file beside it
 */
public record ExportBoxes(
    Path model, Path out, Path data, Optional<Split> split, int most, int batch, boolean inside) {
  /** All that a detector says, as evaluation wants it. */
  private static final Settings ALL =
      Settings.on("cpu")
          .withDetecting(how -> how.withMinScore(DetectOutputs.LEAST).withMost(DetectOutputs.MOST));

  /** Writes and proves. */
  public ExportedBoxes run(Evaluate.Progress progress) {
    long start = System.nanoTime();
    try (Model opened = ModelFile.read(model)) {
      opened.card().need(model, "detect");
      Dataset found = Datasets.open(data, ReadOptions.forEvaluation().withBoxes());
      Measured measured = Measured.of(found, split, model);
      List<Example> examples =
          Export.spread(new Relabel(opened.card(), found).all(measured.examples()), most);
      var written = write(opened);
      var feed =
          Feed.evaluation(opened.preprocess(), opened.classes().size(), batch)
              .withBoxes()
              .withKeep(new Keep.InMemory(0));
      try (Loader loader = Loader.of(Evaluate.counted(examples, progress), feed);
          var libtorch = Detector.open(model, ALL);
          var exported = Detector.open(out, ALL)) {
        BoxProof proof = BoxProof.of(libtorch, exported, examples, loader);
        return new ExportedBoxes(
            written,
            Optional.of(Parts.boxBeside(out)).filter(_ -> !inside && isTwoStages(opened)),
            RegionFiles.words(out),
            opened.network().name(),
            found.description(),
            measured.sentence(),
            proof,
            (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static boolean isTwoStages(Model opened) {
    return opened.detect().coder() instanceof Coder.Regions;
  }

  /** What the file tells itself is what evaluation asks for, and not less than the model does. */
  private OnnxFile.Written write(Model opened) {
    if (isTwoStages(opened))
      return inside ? RegionFiles.inside(out, opened) : RegionFiles.parts(out, opened);
    DetectPostprocess how = opened.detect();
    Network network = opened.network().only(HeadOutput.names(how).toArray(String[]::new));
    var picture = new Size(opened.preprocess().height(), opened.preprocess().width());
    var metadata = CardJson.write(opened.card(), CardJson.Besides.NOTHING);
    try (var folded = FoldBatchNorm.fold(network, opened.weights())) {
      return inside
          ? OnnxFile.writeWithBoxes(
              out,
              folded.network(),
              folded.weights(),
              picture,
              metadata,
              how.withMost(Math.max(DetectOutputs.MOST, how.most())),
              opened.classes().size())
          : OnnxFile.write(out, folded.network(), folded.weights(), picture, metadata);
    }
  }
}
