package dev.fovea.task;

import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * A model in memory, on a device. Threads (platform threads, not virtual ones) may share it; close
 * it when none needs it any more.
 */
public final class OpenModel implements AutoCloseable {
  private final Model model;
  private final Device device;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private OpenModel(Model model, Device device) {
    this.model = model;
    this.device = device;
  }

  /**
   * Opens a model file.
   *
   * @param device {@code auto}, {@code cpu} or {@code cuda}
   * @param check looks at the model, which may be refused or answer otherwise
   */
  public static OpenModel of(Path file, String device, UnaryOperator<Model> check) {
    Device where = Devices.of(device);
    Model model = ModelFile.read(file);
    try {
      Model checked = check.apply(model);
      checked.weights().moveTo(where);
      return new OpenModel(checked, where);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What was opened; belongs to this. */
  public Model model() {
    return model;
  }

  /**
   * Works on preprocessed pictures, without recording gradients. What is made is freed afterwards.
   *
   * @param numbers [n, c, h, w] as the model's preprocessing writes them; a direct buffer in native
   *     order, of just that many
   * @param work told the pictures as a tensor [n, c, h, w] on the device; keeps no tensor
   */
  public <T> T run(FloatBuffer numbers, int n, Function<Tensor, T> work) {
    Preprocess to = model.preprocess();
    if (n < 1 || numbers.remaining() != (long) n * to.floats())
      throw new ModelException(
          n
              + " pictures are "
              + (long) n * to.floats()
              + " numbers for this model, got "
              + numbers.remaining());
    use.readLock().lock();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      if (closed) throw new IllegalStateException("the model was closed");
      Tensor input = Tensors.of(numbers, n, to.channels(), to.height(), to.width());
      return work.apply(input.to(device, Tensors.FLOAT));
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for work under way, then frees the weights. */
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
}
