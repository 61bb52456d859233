package dev.fovea.task.embed;

import dev.fovea.graph.Features;
import dev.fovea.graph.GraphException;
import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.Model;
import dev.fovea.task.OpenModel;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Pictures as vectors: the features of a model's network, of any family and task. May be shared
 * between threads (platform threads, not virtual ones); close it when none needs it any more.
 *
 * <pre>{@code
 * try (var embedder = Embedder.open(Path.of("best.safetensors"))) {
 *   float[] vector = Embedder.unit(embedder.embed(Path.of("photo.jpg")));
 * }
 * }</pre>
 */
public final class Embedder implements AutoCloseable {
  private final OpenModel open;
  private final Runner runner;

  private Embedder(OpenModel open) {
    this.open = open;
    this.runner = new Runner(Features.of(open.model().network()));
  }

  /** Opens a model file, on CUDA where there is any. */
  public static Embedder open(Path file) {
    return open(file, "auto");
  }

  /**
   * Opens a model file on a device: {@code auto}, {@code cpu}, {@code cuda}.
   *
   * @throws ModelException where its network has no features
   */
  public static Embedder open(Path file, String device) {
    OpenModel open = OpenModel.of(file, device, UnaryOperator.identity());
    try {
      return new Embedder(open);
    } catch (GraphException e) {
      open.close();
      throw new ModelException(file + ": " + e.getMessage() + "; embed with another model", e);
    }
  }

  /** What was opened; belongs to this embedder. */
  public Model model() {
    return open.model();
  }

  /** How many numbers a vector has. */
  public int width() {
    return Features.width(model().network());
  }

  /** The vector [width] of a picture file. */
  public float[] embed(Path file) {
    return embed(Decode.of(file, model().preprocess()));
  }

  /** The vector [width] of a decoded picture. */
  public float[] embed(Image picture) {
    return embed(List.of(picture)).getFirst();
  }

  /** The vector [width] of each of some decoded pictures, run as one batch. */
  public List<float[]> embed(List<Image> pictures) {
    if (pictures.isEmpty()) return List.of();
    Preprocess to = model().preprocess();
    float[] all =
        Buffers.lend(
            pictures.size(),
            to.floats(),
            numbers -> {
              for (int i = 0; i < pictures.size(); i++)
                to.of(pictures.get(i), numbers, i * to.floats());
              return open.run(
                  numbers,
                  pictures.size(),
                  input -> Tensors.toArray(runner.run(input, model().weights(), Mode.EVAL)));
            });
    int width = all.length / pictures.size();
    var vectors = new ArrayList<float[]>();
    for (int from = 0; from < all.length; from += width)
      vectors.add(Arrays.copyOfRange(all, from, from + width));
    return vectors;
  }

  /** A vector brought to length 1 (L2), so that products of two are cosines. */
  public static float[] unit(float[] vector) {
    return Novelty.unit(vector);
  }

  /** Waits for work under way, then frees the weights. */
  @Override
  public void close() {
    open.close();
  }
}
