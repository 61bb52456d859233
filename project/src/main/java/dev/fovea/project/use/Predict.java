package dev.fovea.project.use;

import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Seen;
import dev.fovea.predict.Settings;
import dev.fovea.task.classify.TorchClassifier;
import dev.fovea.task.explain.Explainer;
import dev.fovea.task.explain.Explanation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A classifier's answers for any number of picture files. Worker threads decode and preprocess
 * ahead of the network, some batches at most; answers come in the order of the inputs; a file that
 * cannot be decoded is told and the rest goes on. Memory does not grow with the number of inputs.
 */
public final class Predict implements AutoCloseable {
  private final Classifier classifier;
  private final Views views;
  private final Optional<Drawn> drawn;
  private final Optional<Explainer> explainer;
  private final Ahead ahead;
  private final FloatBuffer numbers;

  /** A picture that is ready for the network, or why it is not. */
  private record Ready(Input input, List<Image> views, String why) {}

  private Predict(Classifier classifier, Wanted wanted) {
    this.views = wanted.views();
    views.check(classifier.model().preprocess());
    this.classifier = classifier;
    int batch = classifier.model().preprocess().atOnce(wanted.batch());
    this.explainer = wanted.explain().map(method -> Explainer.of(gradients(classifier), method));
    this.drawn = wanted.out().map(Drawn::into);
    this.ahead = new Ahead(batch);
    int rows = Math.multiplyExact(batch, views.count());
    int floats = Math.multiplyExact(rows, classifier.model().preprocess().floats());
    this.numbers =
        ByteBuffer.allocateDirect(Math.multiplyExact(floats, 4))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Of a classifier that is open; it belongs to what is made. */
  static Predict of(Classifier classifier, Wanted wanted) {
    return new Predict(classifier, wanted);
  }

  /**
   * Opens a model file.
   *
   * @param settings how; the least confidence that is wanted counts before theirs
   */
  public static Predict open(Path model, Settings settings, Wanted wanted) {
    OptionalDouble least = wanted.minConfidence();
    Classifier classifier =
        Classifier.open(
            model,
            least.isEmpty()
                ? settings
                : settings.withAnswering(kept -> kept.withMinConfidence(least.getAsDouble())));
    try {
      return new Predict(classifier, wanted);
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  private static TorchClassifier gradients(Classifier classifier) {
    if (classifier instanceof TorchClassifier torch) return torch;
    throw withoutGradients();
  }

  static ModelException withoutGradients() {
    return new ModelException(
        "an exported model has no gradients to explain answers by; name the .safetensors file that"
            + " it was exported from");
  }

  /** What was opened; belongs to this. */
  public Classifier classifier() {
    return classifier;
  }

  /**
   * Answers for each input.
   *
   * @param results told of each input, in order, on this thread; answers false to stop
   * @return whether it was never stopped
   */
  public boolean run(Iterator<Input> inputs, Predicate<Predicted> results) {
    return ahead.run(inputs, this::ready, some -> answer(some, results));
  }

  private Ready ready(Input input) {
    Preprocess preprocess = classifier.model().preprocess();
    try {
      return new Ready(input, views.of(Decode.of(input.file(), preprocess), preprocess), "");
    } catch (ImageException e) {
      return new Ready(input, List.of(), e.getMessage());
    } catch (RuntimeException e) {
      return new Ready(input, List.of(), input.file() + " cannot be decoded: " + e);
    }
  }

  private boolean answer(List<Ready> some, Predicate<Predicted> results) {
    List<Ready> there = some.stream().filter(ready -> !ready.views().isEmpty()).toList();
    Seen seen = see(there);
    List<Explanation> why = explained(there, seen.answers());
    int next = 0;
    for (Ready ready : some) {
      Input input = ready.input();
      if (ready.views().isEmpty()) {
        if (!results.test(new Predicted.Failed(input, ready.why()))) return false;
        continue;
      }
      int at = next++;
      Answer answer = seen.answers().get(at);
      var features =
          FloatBuffer.wrap(seen.features().isEmpty() ? new float[0] : seen.features().get(at));
      if (!results.test(new Predicted.Answered(input, answer, features.asReadOnlyBuffer())))
        return false;
      if (drawn.isEmpty()) continue;
      ahead.later(() -> {
        if (why.isEmpty()) drawn.get().write(input, answer);
        else drawn.get().write(input, answer, explainer.get(), why.get(at));
      });
    }
    return true;
  }

  /** Answers of the pictures that are there, each with its views. */
  private Seen see(List<Ready> there) {
    if (there.isEmpty()) return new Seen(List.of(), List.of(), List.of());
    Preprocess preprocess = classifier.model().preprocess();
    int n = 0;
    for (Ready ready : there)
      for (Image view : ready.views()) preprocess.write(view, numbers, n++ * preprocess.floats());
    return classifier.see(numbers.slice(0, n * preprocess.floats()), there.size(), views);
  }

  /** Why each answer is given, from the first view of its picture; nothing where nobody asks. */
  private List<Explanation> explained(List<Ready> there, List<Answer> answers) {
    return explainer
        .map(asked ->
            asked.explain(
                there.stream().map(ready -> ready.views().getFirst()).toList(),
                answers.stream().map(answer -> answer.top().name()).toList()))
        .orElse(List.of());
  }

  /** Ends the workers and frees the model. */
  @Override
  public void close() {
    ahead.close();
    classifier.close();
  }
}
