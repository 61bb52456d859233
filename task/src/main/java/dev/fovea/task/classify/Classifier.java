package dev.fovea.task.classify;

import dev.fovea.graph.Features;
import dev.fovea.graph.Network;
import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.task.Model;
import dev.fovea.task.OpenModel;
import dev.fovea.task.Postprocess;
import dev.fovea.task.TaskException;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A trained classifier. May be shared between threads (platform threads, not virtual ones); close
 * it when none needs it any more.
 *
 * <pre>{@code
 * try (var classifier = Classifier.open(Path.of("best.safetensors"))) {
 *   System.out.println(classifier.classify(Path.of("photo.jpg")).top());
 * }
 * }</pre>
 */
public final class Classifier implements AutoCloseable {
  private final OpenModel open;
  private final Runner runner;

  private Classifier(OpenModel open) {
    this.open = open;
    Network network = open.model().network();
    this.runner = new Runner(Features.beside(network).orElse(network));
  }

  /** Opens a model file, on CUDA where there is any. */
  public static Classifier open(Path file) {
    return open(file, "auto");
  }

  /**
   * Opens a model file on a device: {@code auto}, {@code cpu}, {@code cuda}.
   *
   * @throws TaskException where the file holds no classifier
   */
  public static Classifier open(Path file, String device) {
    return open(file, device, UnaryOperator.identity());
  }

  /**
   * Opens a model file to answer otherwise than it says: with other thresholds, or another least
   * confidence.
   *
   * @throws TaskException where the file holds no classifier
   */
  public static Classifier open(Path file, String device, UnaryOperator<Postprocess> change) {
    return new Classifier(
        OpenModel.of(
            file,
            device,
            model -> checked(file, model).withPostprocess(change.apply(model.postprocess()))));
  }

  private static Model checked(Path file, Model model) {
    if (!model.task().equals("classify"))
      throw new TaskException(file + " is a model for " + model.task() + ", not for classify");
    Fit.check(file, model);
    return model;
  }

  /** What was opened; belongs to this classifier. */
  public Model model() {
    return open.model();
  }

  /** The model in memory, for what else is to be read from it; belongs to this classifier. */
  public OpenModel open() {
    return open;
  }

  /** The classes of a picture file. */
  public Answer classify(Path file) {
    return classify(Decode.of(file, model().preprocess()));
  }

  /** The classes of a picture in memory, as its file has it: JPEG, PNG... */
  public Answer classify(byte[] file) {
    return classify(Decode.of(file, "the picture", model().preprocess()));
  }

  /** The classes of a decoded picture. */
  public Answer classify(Image image) {
    return classify(List.of(image)).getFirst();
  }

  /** The classes of each of some pictures, run as one batch. */
  public List<Answer> classify(List<Image> images) {
    return classify(images, Views.NONE);
  }

  /**
   * The classes of each of some pictures, from several views of each (test-time augmentation): the
   * logits of the views are averaged.
   */
  public List<Answer> classify(List<Image> images, Views views) {
    if (images.isEmpty()) return List.of();
    Preprocess to = model().preprocess();
    int rows = Math.multiplyExact(images.size(), views.count());
    FloatBuffer numbers = open.room(rows);
    int at = 0;
    for (Image image : images)
      for (Image view : views.of(image, to)) to.write(view, numbers, to.floats() * at++);
    return classify(numbers, images.size(), views);
  }

  /**
   * The classes of pictures that were preprocessed before.
   *
   * @param numbers [n, c, h, w] as the model's preprocessing writes them; a direct buffer in native
   *     order, of just that many
   */
  public List<Answer> classify(FloatBuffer numbers, int n) {
    return classify(numbers, n, Views.NONE);
  }

  /**
   * The classes of pictures of which several views were preprocessed before.
   *
   * @param numbers [n, views, c, h, w], the views of a picture one after the other
   */
  public List<Answer> classify(FloatBuffer numbers, int n, Views views) {
    return see(numbers, n, views).answers();
  }

  /**
   * Answers and features of some pictures.
   *
   * @param features [width] of each picture's first view, as {@link Features} has them; empty where
   *     the network has none
   */
  public record Seen(List<Answer> answers, List<float[]> features) {
    public Seen {
      answers = List.copyOf(answers);
      features = List.copyOf(features);
    }
  }

  /** As {@link #classify(FloatBuffer, int, Views)}, with the features of one and the same pass. */
  public Seen see(FloatBuffer numbers, int n, Views views) {
    int rows = Math.multiplyExact(n, views.count());
    return open.run(
        numbers,
        rows,
        input -> {
          var values =
              runner.run(
                  Map.of(runner.network().input().name(), input),
                  model().weights(),
                  Mode.EVAL,
                  (_, _) -> {});
          String answer = runner.network().outputs().getFirst().name();
          float[] logits = Tensors.toArray(values.get(answer));
          List<float[]> features =
              values.containsKey(Features.OUTPUT)
                  ? rows(Tensors.toArray(values.get(Features.OUTPUT)), n, views.count())
                  : List.of();
          return seen(rows(Outputs.mean(logits, n, model().classes().size()), n, 1), features);
        });
  }

  /** The first of each {@code views} rows. */
  private static List<float[]> rows(float[] all, int n, int views) {
    int width = all.length / (n * views);
    return IntStream.range(0, n)
        .mapToObj(i -> Arrays.copyOfRange(all, i * views * width, (i * views + 1) * width))
        .toList();
  }

  private Seen seen(List<float[]> logits, List<float[]> features) {
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < logits.size(); i++)
      answers.add(Answer.of(model(), logits.get(i), features.isEmpty() ? null : features.get(i)));
    return new Seen(answers, features);
  }

  /** Waits for answers under way, then frees the weights. */
  @Override
  public void close() {
    open.close();
  }
}
