package dev.fovea.cli;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Model files of networks that never learned. */
final class Untrained {
  private Untrained() {}

  /** For the classes a and b, with random weights; writes the file. */
  static Path model(Path file, Network network, Preprocess preprocess) {
    var weights = InitialWeights.of(network, Init.PYTORCH, 5);
    var classes = Classes.of("a", "b");
    var nothing = new LinkedHashMap<String, Double>();
    var from = new LinkedHashMap<String, String>();
    try (var model =
        new Model(
            "classify",
            network,
            weights,
            classes,
            preprocess,
            ClassifyPostprocess.oneOf(),
            nothing,
            from)) {
      ModelFile.write(file, model);
    }
    return file;
  }
}
