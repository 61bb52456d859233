package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.predict.Answer;
import dev.fovea.predict.Answer.Label;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained, exported, opened by either engine: the same answers, whatever the model answers by. */
class WholeWayTest {
  private static Trained trained;

  @TempDir Path box;

  @BeforeAll
  static void train() throws Exception {
    trained = Trained.once();
  }

  private interface Change {
    Model of(Model model);
  }

  /** Answers of libtorch and of ONNX Runtime for each test picture. */
  private record Both(List<Answer> model, List<Answer> exported) {}

  private Both both(Change change) throws IOException {
    Path model = box.resolve("model.safetensors");
    Path exported = box.resolve("model.onnx");
    try (Model opened = ModelFile.read(trained.model())) {
      ModelFile.write(model, change.of(opened));
    }
    Said said =
        Said.of("export", model, "--to", "onnx", "--out", exported, "--data", trained.data());
    assertEquals(0, said.code(), said.err());
    var both = new Both(answers(model), answers(exported));
    assertEquals(24, both.model().size());
    for (int i = 0; i < both.model().size(); i++)
      alike(both.model().get(i), both.exported().get(i));
    return both;
  }

  private static List<Answer> answers(Path file) throws IOException {
    try (var classifier = Classifier.open(file);
        var all = Files.walk(trained.data().resolve("test"))) {
      var pictures = all.filter(p -> p.toString().endsWith(".png")).sorted().toList();
      return pictures.stream().map(classifier::classify).toList();
    }
  }

  private static void alike(Answer model, Answer exported) {
    assertEquals(names(model.said()), names(exported.said()));
    assertEquals(model.doubts(), exported.doubts());
    assertEquals(model.confidence(), exported.confidence(), 1e-5);
    assertEquals(model.novelty().isPresent(), exported.novelty().isPresent());
    if (model.novelty().isPresent())
      assertEquals(model.novelty().getAsDouble(), exported.novelty().getAsDouble(), 1e-4);
    for (int c = 0; c < model.labels().size(); c++) {
      Label ours = model.labels().get(c);
      Label theirs = exported.labels().get(c);
      assertEquals(ours.probability(), theirs.probability(), 1e-5);
      if (!ours.name().equals(theirs.name())) // a hair apart, and not by the model's own doing
      assertEquals(ours.probability(), probability(model, theirs.name()), 1e-6);
    }
  }

  private static List<String> names(List<Label> labels) {
    return labels.stream().map(Label::name).toList();
  }

  /** Between the two in the middle, so that half of the answers lie on either side of it. */
  private static double middle(List<Answer> answers, ToDoubleFunction<Answer> number) {
    double[] all = answers.stream().mapToDouble(number).sorted().toArray();
    return (all[all.length / 2 - 1] + all[all.length / 2]) / 2;
  }

  private static void half(Both both, Predicate<Answer> of) {
    assertEquals(12, both.exported().stream().filter(of).count());
  }

  @Test
  void temperatureAndLeastConfidence() throws IOException {
    ClassifyPostprocess warm = ClassifyPostprocess.oneOf().withTemperature(1.7);
    double least = middle(both(model -> model.withPostprocess(warm)).model(), Answer::confidence);
    ClassifyPostprocess unsure = warm.withMinConfidence(least);
    half(both(model -> model.withPostprocess(unsure)), Answer::unsure);
  }

  /** A model that takes for its kind only what it has seen takes no test picture for it. */
  @Test
  void picturesOfAnotherKind() throws IOException {
    both(model -> model);
    Both narrow =
        both(model -> {
          List<float[]> seen = model.novelty().orElseThrow().known();
          return model.withNovelty(Optional.of(Novelty.fit(seen, seen, 1)));
        });
    assertTrue(narrow.exported().stream().allMatch(Answer::unfamiliar));
  }

  /** Each class from a threshold of its own; pictures have several labels, one or none. */
  @Test
  void severalLabels() throws IOException {
    Both plain = both(model -> model.withPostprocess(ClassifyPostprocess.anyOf(12)));
    List<String> classes =
        plain.model().getFirst().labels().stream().map(Label::name).sorted().toList();
    Function<Model, List<Double>> thresholds =
        model ->
            model.classes().names().stream()
                .map(name -> middle(plain.model(), a -> probability(a, name)))
                .toList();
    Both several =
        both(model ->
            model.withPostprocess(
                ClassifyPostprocess.anyOf(12)
                    .withDecision(new Decision.Each(thresholds.apply(model)))));
    for (String name : classes) half(several, a -> names(a.said()).contains(name));
  }

  private static double probability(Answer answer, String name) {
    return answer.labels().stream()
        .filter(label -> label.name().equals(name))
        .findFirst()
        .orElseThrow()
        .probability();
  }

  /** Classes 2, 5 and 9 always get the very same, largest, logit: the order of classes decides. */
  @Test
  void tiesKeepTheOrderOfTheClasses() throws IOException {
    Both both = both(WholeWayTest::tied);
    for (Answer answer : both.exported()) {
      List<String> names = names(answer.labels().subList(0, 3));
      try (Model model = ModelFile.read(trained.model())) {
        assertEquals(IntStream.of(2, 5, 9).mapToObj(model.classes()::name).toList(), names);
      }
      assertEquals(answer.labels().get(0).probability(), answer.labels().get(2).probability());
      assertTrue(answer.labels().get(2).probability() > answer.labels().get(3).probability());
    }
  }

  private static Model tied(Model model) {
    var tensors = new ArrayList<>(model.weights().tensors().entrySet());
    var bias = tensors.get(tensors.size() - 1);
    var weight = tensors.get(tensors.size() - 2);
    try (var _ = new Scope()) {
      float[] biases = Tensors.toArray(bias.getValue());
      float[] weights = Tensors.toArray(weight.getValue());
      int width = weights.length / biases.length;
      for (int c : new int[] {2, 5, 9}) {
        biases[c] = 100;
        Arrays.fill(weights, c * width, (c + 1) * width, 0);
      }
      model.weights().replace(bias.getKey(), Scope.keep(Tensors.of(biases, biases.length)));
      model
          .weights()
          .replace(weight.getKey(), Scope.keep(Tensors.of(weights, biases.length, width)));
    }
    return model.withPostprocess(ClassifyPostprocess.oneOf());
  }
}
