package dev.fovea.predict;

import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A trained classifier. May be shared between threads; close it when none needs it any more.
 *
 * <pre>{@code
 * try (var classifier = Classifier.open(Path.of("parts.onnx"))) {
 *   System.out.println(classifier.classify(Path.of("photo.jpg")).top());
 * }
 * }</pre>
 *
 * The file decides what runs it: an {@code .onnx} file ONNX Runtime, which comes with this room, a
 * {@code .safetensors} file libtorch, where the room task is on the class path. Both answer alike.
 */
public interface Classifier extends AutoCloseable {
  /** Opens a model file, on CUDA where there is any, with as many threads as processors. */
  static Classifier open(Path file) {
    return open(file, Settings.DEFAULT);
  }

  /**
   * Opens a model file.
   *
   * @throws ModelException where the file holds no classifier
   */
  static Classifier open(Path file, Settings settings) {
    return Engine.of(file).classifier(file, settings);
  }

  /** What was opened: classes, preprocessing, thresholds, scores. */
  ModelCard model();

  /**
   * Answers and features of pictures that were preprocessed before.
   *
   * @param numbers [n, views, c, h, w] as the model's preprocessing writes them, the views of a
   *     picture one after the other; a direct buffer in native order, of just that many
   */
  Seen see(FloatBuffer numbers, int n, Views views);

  /** Waits for answers under way, then frees the model. */
  @Override
  void close();

  /** The classes of a picture file. */
  default Answer classify(Path file) {
    return classify(Decode.of(file, model().preprocess()));
  }

  /** The classes of a picture in memory, as its file has it: JPEG, PNG... */
  default Answer classify(byte[] file) {
    return classify(Decode.of(file, "the picture", model().preprocess()));
  }

  /** The classes of a decoded picture. */
  default Answer classify(Image image) {
    return classify(List.of(image)).get(0);
  }

  /** The classes of each of some pictures, run as one batch. */
  default List<Answer> classify(List<Image> images) {
    return classify(images, Views.NONE);
  }

  /**
   * The classes of each of some pictures, from several views of each (test-time augmentation): the
   * logits of the views are averaged.
   */
  default List<Answer> classify(List<Image> images, Views views) {
    return answers(images.size(), images::get, views);
  }

  /**
   * The classes of each of some picture files, decoded by as many threads as there are processors
   * and run as one batch.
   */
  default List<Answer> classifyFiles(List<Path> files) {
    Preprocess to = model().preprocess();
    return answers(files.size(), i -> Decode.of(files.get(i), to), Views.NONE);
  }

  private List<Answer> answers(int n, IntFunction<Image> pictures, Views views) {
    if (n == 0) return List.of();
    Preprocess to = model().preprocess();
    return Buffers.lend(
        n,
        (long) views.count() * to.floats(),
        numbers -> {
          Parallel.each(
              n,
              i -> {
                int at = i * views.count();
                for (Image view : views.of(pictures.apply(i), to))
                  to.write(view, numbers, to.floats() * at++);
              });
          return see(numbers, n, views).answers();
        });
  }
}
