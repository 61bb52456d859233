package dev.fovea.predict;

import dev.fovea.image.Image;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A trained detector. May be shared between threads; close it when none needs it any more.
 *
 * <pre>{@code
 * try (var detector = Detector.open(Path.of("cells.onnx"))) {
 *   for (var cell : detector.detect(Path.of("blood.jpg")).found())
 *     System.out.println(cell.name() + " " + cell.score() + " " + cell.box());
 * }
 * }</pre>
 *
 * The file decides what runs it, as with {@link Classifier}. What is found stands in px of the
 * picture, upright as its EXIF data say.
 */
public interface Detector extends AutoCloseable {
  /** Opens a model file, on CUDA where there is any, with as many threads as processors. */
  static Detector open(Path file) {
    return open(file, Settings.DEFAULT);
  }

  /**
   * Opens a model file.
   *
   * @throws ModelException where the file holds no detector
   */
  static Detector open(Path file, Settings settings) {
    return Engine.of(file).detector(file, settings);
  }

  /** What was opened: classes, preprocessing, least score, scores. */
  ModelCard model();

  /**
   * What is found in pictures that were preprocessed before, in px of the network's input.
   *
   * @param numbers [n, c, h, w] as the model's preprocessing writes them; a direct buffer in native
   *     order, of just that many
   */
  List<Detections> see(FloatBuffer numbers, int n);

  /** Waits for answers under way, then frees the model. */
  @Override
  void close();

  /**
   * What is found in pictures that were preprocessed before, in px of the pictures.
   *
   * @param placed where each picture lies in the input: {@link Preprocess#placement} of its size
   */
  default List<Detections> see(FloatBuffer numbers, List<Placement> placed) {
    List<Detections> seen = see(numbers, placed.size());
    return IntStream.range(0, seen.size()).mapToObj(i -> seen.get(i).back(placed.get(i))).toList();
  }

  /** What is found in a picture file. */
  default Detections detect(Path file) {
    return detectFiles(List.of(file)).get(0);
  }

  /** What is found in a picture in memory, as its file has it: JPEG, PNG... */
  default Detections detect(byte[] file) {
    return all(1, i -> Taken.of(file, model().preprocess())).get(0);
  }

  /** What is found in a decoded picture. */
  default Detections detect(Image image) {
    return detect(List.of(image)).get(0);
  }

  /** What is found in each of some pictures, run as one batch. */
  default List<Detections> detect(List<Image> images) {
    return all(images.size(), i -> Taken.of(images.get(i)));
  }

  /**
   * What is found in each of some picture files, decoded by as many threads as there are processors
   * and run as one batch.
   */
  default List<Detections> detectFiles(List<Path> files) {
    return all(files.size(), i -> Taken.of(files.get(i), model().preprocess()));
  }

  private List<Detections> all(int n, IntFunction<Taken> pictures) {
    if (n == 0) return List.of();
    Preprocess to = model().preprocess();
    return Buffers.lend(
        n,
        to.floats(),
        numbers -> {
          var placed = new Placement[n];
          Parallel.each(
              n,
              i -> {
                Taken picture = pictures.apply(i);
                placed[i] = picture.placement(to);
                to.of(picture.image(), numbers, to.floats() * i);
              });
          return see(numbers, List.of(placed));
        });
  }
}
