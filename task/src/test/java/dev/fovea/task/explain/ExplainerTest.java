package dev.fovea.task.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.image.Canvas;
import dev.fovea.image.Classes;
import dev.fovea.image.HeatMap;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.TorchClassifier;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {
  private static final int SIDE = 8;

  @TempDir Path folder;

  /** Answers class 1 by the light of a grey picture: its logit is 10 times the mean. */
  private TorchClassifier light(int size) {
    Network network = Wire.image("light", 1).relu().average().linear("fc", 2).network("logits");
    Path file = folder.resolve("light.safetensors");
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 1);
        var _ = new Scope()) {
      weights.replace("fc.weight", Scope.keep(Tensors.of(new float[] {0, 10}, 2, 1)));
      weights.replace("fc.bias", Scope.keep(Tensors.of(new float[] {0, -1}, 2)));
      ModelFile.write(
          file,
          new Model(
              "classify",
              network,
              weights,
              Classes.of("dark", "light"),
              Preprocess.stretch(1, size, size),
              ClassifyPostprocess.oneOf(),
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return TorchClassifier.open(file, Settings.on("cpu"));
  }

  /** A white shape in the lower right corner of a black picture. */
  private static Image corner(int size) {
    return Canvas.blank(size, size, 0)
        .fillEllipse(0.6 * size, 0.6 * size, 0.35 * size, 0.35 * size, 0xffffff)
        .toImage();
  }

  /**
   * 4x4 px, one of them white: the mean is 1/16, the logit of light 10/16 - 1. A square of 2 px
   * that covers the white one leaves 3 black pixels of it and 4 of the mean: the logit loses 10/16
   * - 10 * 4/16/16, the others gain 10 * 4/16/16. With a stride of 2 each pixel has one square.
   */
  @Test
  void occlusionIsWhatItIsByHand() {
    Image one = Image.of8(4, 4, 1, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1});
    try (var classifier = light(4)) {
      HeatMap map =
          Explainer.of(classifier, new Method.Occlusion(2, 2)).explain(one, "light").map();
      double mean = 10 * 4 / 16.0 / 16;
      for (int row = 0; row < 4; row++)
        for (int column = 0; column < 4; column++)
          assertEquals(
              row >= 2 && column >= 2 ? 10 / 16.0 - mean : -mean, map.at(row, column), 1e-5);
      HeatMap other =
          Explainer.of(classifier, new Method.Occlusion(2, 2)).explain(one, "dark").map();
      assertEquals(-map.at(3, 3), other.at(3, 3), 1e-5);
    }
  }

  /** A stride that does not divide the side: the last square ends at the edge, all is covered. */
  @Test
  void everyPixelIsCovered() {
    try (var classifier = light(SIDE)) {
      HeatMap map =
          Explainer.of(classifier, new Method.Occlusion(3, 2)).explain(corner(SIDE), "light").map();
      assertEquals(SIDE, map.height());
      for (float value : map.values()) assertTrue(Float.isFinite(value));
    }
  }

  @Test
  void theHeatLiesWhereTheShapeIs() {
    int size = 32;
    Image picture = corner(4 * size);
    try (var classifier = light(size)) {
      for (Method method : List.of(new Method.GradCam(), Method.Occlusion.USUAL)) {
        var explainer = Explainer.of(classifier, method);
        Explanation why = explainer.explain(picture, "light");
        assertEquals("light", why.label());
        assertTrue(why.map().high() > 0);
        HeatMap pixels =
            why.map().in(classifier.model().preprocess().placement(4 * size, 4 * size), size, size);
        double inside = 0;
        double all = 0;
        for (int row = 0; row < 4 * size; row++)
          for (int column = 0; column < 4 * size; column++) {
            double heat = Math.max(0, pixels.at(row, column));
            all += heat;
            if (row >= 2 * size && column >= 2 * size) inside += heat;
          }
        assertTrue(inside > 0.9 * all, method + ": " + inside / all);
        Image over = explainer.over(picture, why);
        assertEquals(4 * size, over.width());
        assertEquals(0, over.at(5, 5, 0), "no heat over the black corner");
      }
    }
  }

  /** The answer's own class is explained where none is said. */
  @Test
  void explainsTheAnswer() {
    Image white = Canvas.blank(SIDE, SIDE, 0xffffff).toImage();
    try (var classifier = light(SIDE)) {
      var explainer = Explainer.of(classifier, new Method.GradCam());
      assertEquals("light", explainer.explain(white).label());
      assertEquals("dark", explainer.explain(Canvas.blank(8, 8, 0).toImage()).label());
      var refused =
          assertThrows(IllegalArgumentException.class, () -> explainer.explain(white, "twilight"));
      assertEquals("the model has no class twilight", refused.getMessage());
    }
  }

  @Test
  void squaresMustFitTheirStride() {
    var refused = assertThrows(IllegalArgumentException.class, () -> new Method.Occlusion(4, 5));
    assertEquals(
        "occlusion expects squares of 1 px or more and a stride of at most a square, got a square"
            + " of 4 px and a stride of 5",
        refused.getMessage());
    assertEquals(new Method.Occlusion(7, 0), Method.of("occlusion:7"));
    assertEquals(Method.Occlusion.USUAL, Method.of("occlusion"));
    for (String wrong : List.of("lime", "occlusion:0", "occlusion:", "occlusion:99999"))
      assertEquals(
          "expects gradcam, occlusion or occlusion:PX with squares of PX pixels, got " + wrong,
          assertThrows(IllegalArgumentException.class, () -> Method.of(wrong)).getMessage());
  }
}
