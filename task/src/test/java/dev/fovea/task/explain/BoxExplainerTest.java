package dev.fovea.task.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.image.Classes;
import dev.fovea.image.HeatMap;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.TorchDetector;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector of light: the mean of each square of 8 px is its map, a cell's score is 8 times that
 * of the cell less 4, and its box reaches a cell's width from its corner. So the evidence for a box
 * lies in its own cell alone, and is 8 times its light.
 */
class BoxExplainerTest {
  private static final int SIDE = 64;

  @TempDir Path folder;

  private static Network network() {
    Wire light =
        Wire.image("light", 1)
            .then("mean", new Op.AvgPool2d(Size.of(8), Size.of(8), Size.of(0), false, true));
    Wire read = light.then("detach", new Op.Detach());
    return light.network(
        List.of(
            new Output("p3.one.boxes", read.convBias("boxes", 4, 1, 1).name()),
            new Output("p3.one.scores", read.convBias("scores", 1, 1, 1).name()),
            new Output("p3.one.centerness", read.convBias("centre", 1, 1, 1).name())));
  }

  private static Tensor all(float value, long... shape) {
    int count = 1;
    for (long side : shape) count *= (int) side;
    var numbers = new float[count];
    java.util.Arrays.fill(numbers, value);
    return Scope.keep(Tensors.of(numbers, shape));
  }

  private Path write() {
    var tensors = new HashMap<String, Tensor>();
    try (var _ = new Scope()) {
      tensors.put("boxes.weight", all(0, 4, 1, 1, 1));
      tensors.put("boxes.bias", all(1, 4));
      tensors.put("scores.weight", all(8, 1, 1, 1, 1));
      tensors.put("scores.bias", all(-4, 1));
      tensors.put("centre.weight", all(0, 1, 1, 1, 1));
      tensors.put("centre.bias", all(9, 1));
    }
    Path file = folder.resolve("light.safetensors");
    try (var weights = Weights.of(tensors)) {
      ModelFile.write(
          file,
          new Model(
              "detect",
              network(),
              weights,
              Classes.of("lamp"),
              Preprocess.stretch(1, SIDE, SIDE),
              new DetectPostprocess(new Coder.Distances(), List.of(3), true, 0.5, 0.5, 10),
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return file;
  }

  /** Two squares of light, in the cells (row 2, column 5) and (6, 1), the second less bright. */
  private static Image picture() {
    var samples = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++)
      for (int x = 0; x < SIDE; x++) {
        if (y / 8 == 2 && x / 8 == 5) samples[y * SIDE + x] = (byte) 255;
        if (y / 8 == 6 && x / 8 == 1) samples[y * SIDE + x] = (byte) 204;
      }
    return Image.of8(SIDE, SIDE, 1, samples);
  }

  @Test
  void theEvidenceForABoxIsItsOwn() {
    try (var detector = TorchDetector.open(write(), Settings.on("cpu"))) {
      assertEquals(2, detector.detect(picture()).found().size());
      var explainer = BoxExplainer.of(detector);
      assertCell(explainer.explain(picture(), 0).orElseThrow(), 2, 5, 8);
      assertCell(explainer.explain(picture(), 1).orElseThrow(), 6, 1, 8 * 0.8);
      assertTrue(explainer.explain(picture(), 2).isEmpty());
    }
  }

  private static void assertCell(BoxExplanation why, int row, int column, double evidence) {
    HeatMap map = why.map();
    assertEquals(8, map.height());
    for (int y = 0; y < 8; y++)
      for (int x = 0; x < 8; x++)
        assertEquals(y == row && x == column ? evidence : 0, map.at(y, x), 1e-4, y + ", " + x);
    assertEquals(8.0 * column - 8, why.detection().box().left(), 1e-3);
    assertEquals(8.0 * row + 8, why.detection().box().bottom(), 1e-3);
  }
}
