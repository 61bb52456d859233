package dev.fovea.task.classify;

import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.Postprocess;
import dev.fovea.task.TaskException;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Device;

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
  private final Model model;
  private final Runner runner;
  private final Device device;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private Classifier(Model model, Device device) {
    this.model = model;
    this.runner = new Runner(model.network());
    this.device = device;
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
    Device where = Devices.of(device);
    Model model = ModelFile.read(file);
    if (!model.task().equals("classify")) {
      model.close();
      throw new TaskException(file + " is a model for " + model.task() + ", not for classify");
    }
    try {
      Fit.check(file, model);
      model.weights().moveTo(where);
      return new Classifier(model.withPostprocess(change.apply(model.postprocess())), where);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What was opened; belongs to this classifier. */
  public Model model() {
    return model;
  }

  /** The classes of a picture file. */
  public Answer classify(Path file) {
    return classify(Decode.of(file, model.preprocess()));
  }

  /** The classes of a picture in memory, as its file has it: JPEG, PNG... */
  public Answer classify(byte[] file) {
    return classify(Decode.of(file, "the picture", model.preprocess()));
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
    Preprocess to = model.preprocess();
    int rows = Math.multiplyExact(images.size(), views.count());
    FloatBuffer numbers = direct(Math.multiplyExact(rows, to.floats()));
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
    long rows = (long) n * views.count();
    if (n < 1 || numbers.remaining() != rows * model.preprocess().floats())
      throw new TaskException(
          n
              + " pictures are "
              + rows * model.preprocess().floats()
              + " numbers for this model, got "
              + numbers.remaining());
    var answers = new ArrayList<Answer>();
    int classes = model.classes().size();
    float[] logits = Outputs.mean(logits(numbers, Math.toIntExact(rows)), n, classes);
    for (int i = 0; i < n; i++)
      answers.add(
          Answer.of(
              model.classes().names(),
              Arrays.copyOfRange(logits, i * classes, (i + 1) * classes),
              model.postprocess()));
    return answers;
  }

  /** [n, classes] of preprocessed pictures [n, c, h, w]. */
  private float[] logits(FloatBuffer numbers, int n) {
    var to = model.preprocess();
    use.readLock().lock();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      if (closed) throw new IllegalStateException("the classifier was closed");
      var input =
          Tensors.of(numbers, n, to.channels(), to.height(), to.width()).to(device, Tensors.FLOAT);
      return Tensors.toArray(runner.run(input, model.weights(), Mode.EVAL));
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for answers under way, then frees the weights. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) model.close();
      closed = true;
    } finally {
      use.writeLock().unlock();
    }
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, 4))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
