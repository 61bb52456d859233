package dev.fovea.project.use;

import dev.fovea.graph.Network;
import dev.fovea.graph.Size;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.Parts;
import dev.fovea.predict.model.RegionsInside;
import dev.fovea.predict.onnx.OnnxMetadata;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.task.Model;
import dev.fovea.task.detect.DetectOutputs;
import dev.fovea.zoo.detect.FasterRcnn;
import dev.fovea.zoo.detect.FasterRcnn.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A detector of two stages as ONNX files: two, between which {@code predict} works in plain Java,
 * as {@link Parts} says; or one that does all of it, as {@link RegionsInside} says.
 */
final class RegionFiles {
  private RegionFiles() {}

  /**
   * Writes the second file, then the first, which names it: until then there is no new model.
   *
   * @param out the first file
   */
  static OnnxFile.Written parts(Path out, Model opened) {
    var picture = new Size(opened.preprocess().height(), opened.preprocess().width());
    var how = (Coder.Regions) opened.detect().coder();
    Path second = Parts.boxBeside(out);
    try (var folded = FoldBatchNorm.fold(opened.network(), opened.weights())) {
      Network whole = folded.network();
      removed(out);
      OnnxFile.write(
          second,
          FasterRcnn.part(whole, Part.BOX),
          folded.weights(),
          picture,
          Map.of(Parts.OF, out.getFileName().toString()));
      var metadata = new TreeMap<>(CardJson.write(opened.card(), CardJson.Besides.NOTHING));
      metadata.put(Parts.KEY, Parts.of(second).text());
      return OnnxFile.write(
          out, FasterRcnn.proposing(whole, how.pooled()), folded.weights(), picture, metadata);
    }
  }

  /** Writes one file, which tells what evaluation asks for and not less than the model does. */
  static OnnxFile.Written inside(Path out, Model opened) {
    var picture = new Size(opened.preprocess().height(), opened.preprocess().width());
    DetectPostprocess answered = opened.detect();
    var how = (Coder.Regions) answered.coder();
    var limits =
        new RegionsInside(
            how.after(),
            Math.min(DetectOutputs.LEAST, answered.minScore()),
            answered.iou(),
            Math.max(DetectOutputs.MOST, answered.most()));
    try (var folded = FoldBatchNorm.fold(opened.network(), opened.weights())) {
      Network whole = folded.network();
      return OnnxFile.writeWithRegions(
          out,
          FasterRcnn.proposing(whole, how.pooled()),
          FasterRcnn.part(whole, Part.BOX),
          folded.weights(),
          picture,
          CardJson.write(opened.card(), CardJson.Besides.NOTHING),
          how,
          limits,
          opened.classes().size());
    }
  }

  /**
   * What users of a file should know of how it is put together, a sentence each; empty where it is
   * of no detector of two stages.
   */
  static List<String> words(Path file) {
    Map<String, String> metadata = OnnxMetadata.of(file);
    var words = new ArrayList<String>();
    Parts.of(file, metadata)
        .ifPresent(
            parts -> words.add("proposals are looked into by " + parts.box() + " beside it"));
    RegionsInside.of(file, metadata)
        .ifPresent(limits ->
            words.add(
                "up to %,d proposals of a picture are looked into, and up to %,d boxes told, from a"
                        .formatted(limits.proposals(), limits.most())
                    + " score of %s on; of those that overlap by more than %s the surest one"
                        .formatted(limits.minScore(), limits.iou())));
    return words;
  }

  /** An older first file goes, for it would meet a second one that is not its own. */
  private static void removed(Path out) {
    try {
      Files.deleteIfExists(out);
    } catch (IOException e) {
      throw new ModelException(
          out + ": the older file cannot be removed: " + e.getMessage() + "; choose another place",
          e);
    }
  }
}
