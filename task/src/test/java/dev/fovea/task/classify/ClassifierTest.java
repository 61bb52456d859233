package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.image.Classes;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = write("classify", false);
  }

  private Path write(String task, boolean multiLabel) {
    var network = Zoo.network("small", Options.of(3));
    Path to = folder.resolve(task + multiLabel + ".safetensors");
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 5)) {
      ModelFile.write(
          to,
          new Model(
              task,
              network,
              weights,
              Classes.of("cat", "dog", "owl"),
              Preprocess.stretch(3, 28, 28),
              multiLabel ? ClassifyPostprocess.anyOf(3) : ClassifyPostprocess.oneOf(),
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return to;
  }

  private static Image picture(int seed) {
    var samples = new byte[40 * 30 * 3];
    new Random(seed).nextBytes(samples);
    return Image.of8(40, 30, 3, samples);
  }

  @Test
  void fileBytesAndImageGiveOneAnswer() throws Exception {
    Path png = folder.resolve("picture.png");
    Encode.write(picture(1), png);
    try (var classifier = Classifier.open(file, Settings.on("cpu"))) {
      Answer answer = classifier.classify(picture(1));
      assertEquals(answer, classifier.classify(png));
      assertEquals(answer, classifier.classify(Files.readAllBytes(png)));
      assertEquals(3, answer.labels().size());
      assertEquals(1, answer.labels().stream().mapToDouble(Answer.Label::probability).sum(), 1e-5);
      assertEquals(answer.labels().getFirst(), answer.top());
      assertTrue(answer.labels().get(0).probability() >= answer.labels().get(1).probability());
    }
  }

  @Test
  void aBatchGivesTheAnswersOfItsPictures() {
    try (var classifier = Classifier.open(file, Settings.on("cpu"))) {
      var images = List.of(picture(1), picture(2), picture(3));
      List<Answer> batch = classifier.classify(images);
      for (int i = 0; i < images.size(); i++) {
        Answer alone = classifier.classify(images.get(i));
        assertEquals(alone.top().name(), batch.get(i).top().name());
        assertEquals(alone.top().probability(), batch.get(i).top().probability(), 1e-5);
      }
      assertEquals(List.of(), classifier.classify(List.of()));
    }
  }

  /** The mean of the logits is the geometric mean of the probabilities, made to sum to 1. */
  @Test
  void severalViewsAreAveragedAsByHand() {
    try (var classifier = Classifier.open(file, Settings.on("cpu"))) {
      for (Views views : List.of(Views.FLIP, Views.SHIFT, Views.SCALE)) {
        var images = List.of(picture(4), picture(5));
        var answers = classifier.classify(images, views);
        for (int i = 0; i < images.size(); i++) {
          var product = new double[3];
          java.util.Arrays.fill(product, 1);
          var to = classifier.model().preprocess();
          var each = views.of(images.get(i), to);
          assertEquals(views.count(), each.size());
          for (Image view : each)
            for (var label : classifier.classify(view).labels())
              product[at(label)] *= Math.pow(label.probability(), 1.0 / views.count());
          double sum = product[0] + product[1] + product[2];
          for (var label : answers.get(i).labels())
            assertEquals(product[at(label)] / sum, label.probability(), 1e-5);
        }
      }
      assertEquals(
          classifier.classify(picture(4)),
          classifier.classify(List.of(picture(4)), Views.NONE).getFirst());
    }
  }

  private static int at(Answer.Label label) {
    return List.of("cat", "dog", "owl").indexOf(label.name());
  }

  @Test
  void threadsShareOne() throws Exception {
    try (var classifier = Classifier.open(file, Settings.on("cpu"));
        var threads = Executors.newFixedThreadPool(4)) {
      Answer expected = classifier.classify(picture(7));
      var calls = new ArrayList<Callable<Answer>>();
      for (int i = 0; i < 64; i++) calls.add(() -> classifier.classify(picture(7)));
      for (var answer : threads.invokeAll(calls)) assertEquals(expected, answer.get());
    }
  }

  @Test
  void severalLabelsNeedNotSumToOne() {
    try (var classifier = Classifier.open(write("classify", true), Settings.on("cpu"))) {
      Answer answer = classifier.classify(picture(1));
      for (var label : answer.labels())
        assertTrue(label.probability() > 0 && label.probability() < 1);
      assertEquals(
          answer.labels().stream().filter(l -> l.probability() >= 0.5).toList(), answer.said());
    }
  }

  @Test
  void aClosedOneSaysSo() {
    var classifier = Classifier.open(file, Settings.on("cpu"));
    classifier.close();
    classifier.close();
    var refused = assertThrows(IllegalStateException.class, () -> classifier.classify(picture(1)));
    assertEquals("the model was closed", refused.getMessage());
  }

  @Test
  void anotherTasksModelIsRefused() {
    Path other = write("segment", false);
    var refused =
        assertThrows(ModelException.class, () -> Classifier.open(other, Settings.on("cpu")));
    assertEquals(other + " is a model for segment, not for classify", refused.getMessage());
  }
}
