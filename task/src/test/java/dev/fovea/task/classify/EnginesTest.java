package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.image.Image;
import dev.fovea.image.Views;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Settings;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One network as an ONNX file and as a model file: the same answers through one interface. */
class EnginesTest {
  private static final Path FILES = Path.of("../predict/src/test/resources/dev/fovea/predict/onnx");
  private static final double CLOSE = 1e-5;

  private static Weights weights() {
    Natives.load();
    var all = new LinkedHashMap<String, Tensor>();
    try (var file = SafetensorsFile.open(FILES.resolve("weights.safetensors"));
        var _ = new Scope()) {
      file.tensors().forEach((name, tensor) -> all.put(name, TensorCopy.inFloat32(tensor)));
      all.values().forEach(Scope::keep);
    }
    return Weights.of(all);
  }

  private static List<Image> pictures() {
    var random = new Random(4);
    var pictures = new ArrayList<Image>();
    for (int k = 0; k < 7; k++) {
      var samples = new byte[(20 + k) * 30 * 3];
      random.nextBytes(samples);
      pictures.add(Image.of8(20 + k, 30, 3, samples));
    }
    return pictures;
  }

  @Test
  void bothAnswerAlike(@TempDir Path folder) {
    Network network =
        Wire.image("tiny", 3)
            .convBias("conv", 4, 3, 2)
            .relu()
            .average()
            .linear("fc", 3)
            .network("logits");
    Path file = folder.resolve("tiny.safetensors");
    try (var onnx = Classifier.open(FILES.resolve("novelty.onnx"));
        var weights = weights()) {
      ModelFile.write(file, new Model(network, weights, onnx.model()));
      try (var torch = Classifier.open(file, Settings.on("cpu"))) {
        assertInstanceOf(TorchClassifier.class, torch);
        for (Views views : List.of(Views.NONE, Views.FLIP)) {
          List<Answer> one = onnx.classify(pictures(), views);
          List<Answer> other = torch.classify(pictures(), views);
          for (int k = 0; k < one.size(); k++) alike(one.get(k), other.get(k));
        }
      }
    }
  }

  private static void alike(Answer one, Answer other) {
    for (int i = 0; i < 3; i++) {
      assertEquals(one.labels().get(i).name(), other.labels().get(i).name());
      assertEquals(one.labels().get(i).probability(), other.labels().get(i).probability(), CLOSE);
    }
    assertEquals(one.top().name(), other.top().name());
    assertEquals(one.confidence(), other.confidence(), CLOSE);
    assertEquals(one.novelty().orElseThrow(), other.novelty().orElseThrow(), CLOSE);
    assertEquals(one.doubts(), other.doubts());
  }
}
