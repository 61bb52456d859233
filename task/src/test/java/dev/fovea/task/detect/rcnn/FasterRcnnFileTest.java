package dev.fovea.task.detect.rcnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.Postprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector of two stages as a file, and what is refused. */
class FasterRcnnFileTest {
  private static final Drawing DRAWING =
      Detectors.of("fasterrcnn-mobilenet_v3_small", DetectorOptions.of(2));
  private static final DetectPostprocess HOW =
      Postprocesses.of(DRAWING.style()).withMinScore(0.2).withMost(30);

  @TempDir static Path folder;

  private static Path file;

  @BeforeAll
  static void write() {
    file = write("good", DRAWING.network(), HOW, Classes.of("ring", "cross"));
  }

  private static Path write(String name, Network network, Postprocess how, Classes classes) {
    Path file = folder.resolve(name + ".safetensors");
    try (var weights = InitialWeights.of(network, DRAWING.init(), 5)) {
      ModelFile.write(
          file,
          new Model(
              "detect",
              network,
              weights,
              classes,
              Preprocess.letterbox(64, 96, 32),
              how,
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return file;
  }

  private static Image picture(int seed) {
    var samples = new byte[150 * 110 * 3];
    new Random(seed).nextBytes(samples);
    return Image.of8(150, 110, 3, samples);
  }

  @Test
  void holdsThreeGraphsAndSaysHowTheyAreJoined() {
    try (var stored = SafetensorsFile.open(file)) {
      String said = stored.metadata().get("fovea");
      assertTrue(said.contains("\"assembly\":{\"kind\":\"faster_rcnn\"}"), said);
      for (String part : List.of("trunk", "rpn", "box"))
        assertTrue(said.contains("\"" + part + "\":{\"prefix\":\"\",\"graph\":{"), part);
      assertFalse(said.contains("\"main\""));
    }
    try (Model model = ModelFile.read(file)) {
      assertEquals(DRAWING.network(), model.network());
      assertEquals(HOW, model.detect());
    }
  }

  @Test
  void isADetectorLikeAnyOther() {
    try (var detector = Detector.open(file, Settings.on("cpu"))) {
      var images = List.of(picture(1), picture(2));
      var both = detector.detect(images);
      var first = detector.detect(images.getFirst());
      assertFalse(first.found().isEmpty());
      assertTrue(first.found().size() <= 30);
      assertEquals(first.found().size(), both.getFirst().found().size());
      for (Detection one : first.found()) {
        assertTrue(List.of("ring", "cross").contains(one.name()));
        assertTrue(one.score() > 0.2 && one.score() <= 1);
        assertTrue(one.box().right() <= 150 && one.box().bottom() <= 110, one.toString());
      }
    }
  }

  @Test
  void refusesPartsThatDoNotFit() {
    refused(
        "there are 3 classes with the background, 4 are needed",
        write("classes", DRAWING.network(), HOW, Classes.of("a", "b", "c")));
    var regions = (Coder.Regions) HOW.coder();
    var wide =
        new Coder.Regions(regions.sizesPx(), List.of(0.5, 1.0, 2.0, 3.0), 4, 1000, 1000, 0, 0.7);
    refused(
        "there are 3 channels of objectness, 4 are needed",
        write(
            "anchors",
            DRAWING.network(),
            new DetectPostprocess(wide, HOW.levels(), false, 0.2, 0.5, 30),
            Classes.of("ring", "cross")));
    refused(
        "a detector of two stages has three networks and proposals",
        write(
            "plain",
            DRAWING.network(),
            new DetectPostprocess(new Coder.Distances(), List.of(3, 4), false, 0.2, 0.5, 30),
            Classes.of("ring", "cross")));
  }

  private static void refused(String message, Path file) {
    var e = assertThrows(ModelException.class, () -> Detector.open(file, Settings.on("cpu")));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
