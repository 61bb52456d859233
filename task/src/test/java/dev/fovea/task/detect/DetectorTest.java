package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.image.Box;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorTest {
  private static final DetectPostprocess BINS = Tiny.levels(new Coder.Distribution(8));

  @TempDir Path folder;

  static List<DetectPostprocess> heads() {
    return List.of(
        BINS,
        BINS.withOneToOne(true),
        Tiny.levels(new Coder.Distances()),
        Tiny.levels(
            new Coder.Anchors(
                List.of(List.of(16.0, 24.0), List.of(32.0, 48.0)), List.of(0.5, 2.0))));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void fileBytesAndImageGiveOneAnswerInPxOfThePicture(DetectPostprocess how) throws Exception {
    Path file = Tiny.write(folder.resolve("m.safetensors"), "detect", how, Tiny.network(how));
    Image picture = Tiny.picture(1, 150, 220);
    Path png = folder.resolve("picture.png");
    Encode.write(picture, png);
    try (var detector = Detector.open(file, Settings.on("cpu"))) {
      Detections found = detector.detect(picture);
      assertFalse(found.found().isEmpty());
      assertEquals(found, detector.detect(png));
      assertEquals(found, detector.detect(Files.readAllBytes(png)));
      assertTrue(found.found().size() <= how.most());
      double before = 1;
      double most = 0;
      for (Detection one : found.found()) {
        assertTrue(one.score() > how.minScore() && one.score() <= before, found.toString());
        before = one.score();
        assertEquals(Tiny.CELLS.names().get(one.label()), one.name());
        Box box = one.box();
        assertTrue(box.left() >= 0 && box.top() >= 0 && box.right() <= 150 && box.bottom() <= 220);
        most = Math.max(most, box.bottom());
      }
      assertTrue(most > 96, "no box below 96 px: answers are in px of the input, " + found);
    }
  }

  @Test
  void aBatchGivesTheAnswersOfItsPictures() {
    Path file = Tiny.write(folder.resolve("m.safetensors"), "detect", BINS, Tiny.network(BINS));
    try (var detector = Detector.open(file, Settings.on("cpu"))) {
      var images = List.of(Tiny.picture(1, 96, 64), Tiny.picture(2, 50, 90));
      List<Detections> batch = detector.detect(images);
      for (int i = 0; i < images.size(); i++) {
        Detections alone = detector.detect(images.get(i));
        assertEquals(alone.found().size(), batch.get(i).found().size());
        for (int k = 0; k < alone.found().size(); k++) {
          assertEquals(alone.found().get(k).score(), batch.get(i).found().get(k).score(), 1e-5);
          Box one = alone.found().get(k).box();
          Box other = batch.get(i).found().get(k).box();
          assertEquals(one.left(), other.left(), 1e-2);
          assertEquals(one.bottom(), other.bottom(), 1e-2);
        }
      }
      assertEquals(List.of(), detector.detect(List.of()));
    }
  }

  @Test
  void settingsDetectOtherwise() {
    Path file = Tiny.write(folder.resolve("m.safetensors"), "detect", BINS, Tiny.network(BINS));
    Image picture = Tiny.picture(3, 96, 64);
    try (var plain = Detector.open(file, Settings.on("cpu"));
        var fewer = Detector.open(file, Settings.on("cpu").withDetecting(how -> how.withMost(2)))) {
      assertEquals(plain.detect(picture).found().subList(0, 2), fewer.detect(picture).found());
      assertEquals(2, fewer.model().detect().most());
    }
  }

  @Test
  void whatIsForAnotherTaskIsRefused() {
    Path detect = Tiny.write(folder.resolve("d.safetensors"), "detect", BINS, Tiny.network(BINS));
    Path classify =
        Tiny.write(
            folder.resolve("c.safetensors"),
            "classify",
            ClassifyPostprocess.oneOf(),
            Tiny.network(BINS));
    assertEquals(
        detect + " is a model for detect, not for classify; Detector opens it",
        refused(() -> Classifier.open(detect, Settings.on("cpu"))));
    assertEquals(
        classify + " is a model for classify, not for detect; Classifier opens it",
        refused(() -> Detector.open(classify, Settings.on("cpu"))));
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    Network bins = Tiny.network(BINS);
    String start = ": the parts of the model do not fit: ";
    Path more = folder.resolve("more.safetensors");
    Tiny.write(more, "detect", Tiny.levels(new Coder.Distribution(9)), bins);
    assertEquals(
        more
            + start
            + "tiny gives p3.boxes as [32, 8, 12], for 3 classes it needs 36 channels; save it again",
        refused(() -> Detector.open(more, Settings.on("cpu"))));
    Path one = folder.resolve("one.safetensors");
    Tiny.write(one, "detect", BINS.withOneToOne(true), bins);
    String said = refused(() -> Detector.open(one, Settings.on("cpu")));
    assertTrue(said.startsWith(one + start + "tiny has no output p3.one.boxes, only ["), said);
  }

  /** The outputs that are not read are neither run nor copied: the other head may even be there. */
  @Test
  void bothHeadsMayBeThere() {
    DetectPostprocess once = BINS.withOneToOne(true);
    Path file =
        Tiny.write(folder.resolve("m.safetensors"), "detect", once, Tiny.network(BINS, once));
    try (var detector = Detector.open(file, Settings.on("cpu"));
        var other =
            Detector.open(file, Settings.on("cpu").withDetecting(how -> how.withOneToOne(false)))) {
      Image picture = Tiny.picture(4, 96, 64);
      assertFalse(detector.detect(picture).equals(other.detect(picture)));
      assertFalse(other.detect(picture).found().isEmpty());
    }
  }

  private static String refused(org.junit.jupiter.api.function.Executable opening) {
    return assertThrows(ModelException.class, opening).getMessage();
  }
}
