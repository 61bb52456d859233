package dev.fovea.project.use;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.graph.Features;
import dev.fovea.graph.Network;
import dev.fovea.graph.Size;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.CardJson;
import dev.fovea.project.Recipe;
import dev.fovea.project.RunFolder;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes a model as an ONNX file, then proves that it answers as before: libtorch and ONNX Runtime
 * see the same pictures on this machine's processor.
 *
 * @param model a model file
 * @param out the ONNX file, ending in {@code .onnx}; an older one is replaced
 * @param data pictures to prove it with: a folder or a CSV file
 * @param split those of a split; empty for test where there is one, else val, else all
 * @param most how many pictures at most; they are spread evenly
 * @param batch pictures that run at a time
 */
public record Export(Path model, Path out, Path data, Optional<Split> split, int most, int batch) {

  /** The data that the run of a model learned from, where its recipe still leads there. */
  public static Optional<Path> dataBeside(Path model) {
    Path recipe = new RunFolder(model.toAbsolutePath().getParent()).recipe();
    if (!Files.exists(recipe)) return Optional.empty();
    return Optional.of(Path.of(Recipe.read(recipe).data().path())).filter(Files::exists);
  }

  /** Writes and proves. */
  public Exported run(Evaluate.Progress progress) {
    long start = System.nanoTime();
    try (Model opened = ModelFile.read(model)) {
      opened.card().need(model, "classify");
      Dataset found = Datasets.open(data, ReadOptions.forEvaluation());
      Measured measured = Measured.of(found, split, model);
      List<Example> examples =
          spread(new Relabel(opened.card(), found).all(measured.examples()), most);
      var written = write(opened);
      var feed =
          Feed.evaluation(opened.preprocess(), opened.classes().size(), batch)
              .withKeep(new Keep.InMemory(0));
      try (Loader loader = Loader.of(Evaluate.counted(examples, progress), feed);
          var libtorch = Classifier.open(model, Settings.on("cpu"));
          var exported = Classifier.open(out, Settings.on("cpu"))) {
        Proof proof = Proof.of(libtorch, exported, examples, loader);
        return new Exported(
            written,
            opened.network().name(),
            found.description(),
            measured.sentence(),
            proof,
            (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private OnnxFile.Written write(Model opened) {
    Network network = Features.beside(opened.network()).orElse(opened.network());
    var picture = new Size(opened.preprocess().height(), opened.preprocess().width());
    try (var folded = FoldBatchNorm.fold(network, opened.weights())) {
      var metadata = CardJson.write(opened.card(), CardJson.Besides.NOTHING);
      return OnnxFile.write(out, folded.network(), folded.weights(), picture, metadata);
    }
  }

  /** At most so many, evenly. */
  static List<Example> spread(List<Example> all, int most) {
    int kept = Math.min(most, all.size());
    return IntStream.range(0, kept)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / kept)))
        .toList();
  }
}
