package dev.fovea.task.detect;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Output;
import dev.fovea.graph.Wire;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.Postprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Small detectors with random weights: two strided convolutions and a head a level. */
final class Tiny {
  static final Classes CELLS = Classes.of("RBC", "WBC", "Platelets");
  static final Preprocess BOXED = Preprocess.letterbox(64, 96, 32);

  private Tiny() {}

  /** A network for levels 3 and 4 with what a postprocess reads, and the one-to-one head beside. */
  static Network network(DetectPostprocess... heads) {
    Wire p3 = Wire.image("tiny", 3).conv("stem", 8, 9, 8).relu();
    Wire p4 = p3.conv("down", 8, 3, 2).relu();
    var outputs = new ArrayList<Output>();
    for (DetectPostprocess how : heads)
      for (HeadOutput output : HeadOutput.of(how, CELLS.size())) {
        Wire level = output.name().startsWith("p3") ? p3 : p4;
        Wire map = level.convBias(output.name(), output.channels(), 1, 1);
        if (how.coder() instanceof dev.fovea.predict.model.Coder.Distances
            && output.name().endsWith(".boxes")) map = map.relu();
        outputs.add(new Output(output.name(), map.name()));
      }
    return p3.network(outputs);
  }

  static Path write(Path file, String task, Postprocess how, Network network) {
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 5)) {
      ModelFile.write(
          file,
          new Model(
              task,
              network,
              weights,
              CELLS,
              BOXED,
              how,
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return file;
  }

  static Image picture(int seed, int width, int height) {
    var samples = new byte[width * height * 3];
    new Random(seed).nextBytes(samples);
    return Image.of8(width, height, 3, samples);
  }

  static DetectPostprocess levels(dev.fovea.predict.model.Coder coder) {
    return new DetectPostprocess(coder, List.of(3, 4), false, 0.3, 0.5, 20);
  }
}
