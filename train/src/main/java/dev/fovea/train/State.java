package dev.fovea.train;

import dev.fovea.torch.TorchException;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.torch.file.TensorCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/**
 * The commit point of a run, as one safetensors file named {@code state}: what a killed run goes on
 * from, bit for bit. The one before it stays as {@code state.previous}, and is used where the newer
 * one cannot be read.
 */
public final class State implements AutoCloseable {
  public static final String FILE = "state";
  private static final String PREVIOUS = "state.previous";

  private final SafetensorsFile file;

  private State(SafetensorsFile file) {
    this.file = file;
  }

  /** Collects what a state holds. */
  public static final class Writer {
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    private final SequencedMap<String, String> texts = new LinkedHashMap<>();

    public void tensor(String name, Tensor tensor) {
      tensors.put(name, tensor);
    }

    public void number(String name, long number) {
      texts.put(name, Long.toString(number));
    }

    /** Kept to the last bit. */
    public void real(String name, double number) {
      texts.put(name, Double.toHexString(number));
    }

    public void text(String name, String text) {
      texts.put(name, text);
    }

    /** All that a step moves and holds. */
    void step(Step step) {
      for (Part part : step.parts()) part.save(this);
      step.save(this);
    }
  }

  /**
   * Replaces the state of a run folder: written beside its place, flushed, renamed. There is a
   * whole one at every moment.
   */
  public static void write(Path folder, Writer content) {
    Path now = folder.resolve(FILE);
    if (Files.exists(now)) keep(now, folder.resolve(PREVIOUS));
    SafetensorsWriter.write(now, content.texts, content.tensors);
  }

  /** True where a run folder has something to go on from. */
  public static boolean in(Path folder) {
    return Files.exists(folder.resolve(FILE)) || Files.exists(folder.resolve(PREVIOUS));
  }

  /** Forgets what a run folder could be gone on from. */
  static void discard(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(PREVIOUS));
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException e) {
      throw new TrainException("cannot replace the state in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * The newest state of a run folder that can be read; a newer one that cannot be is dropped.
   *
   * @throws TrainException where there is none
   */
  public static State open(Path folder) {
    if (!in(folder))
      throw new TrainException(
          folder + " holds no state to resume from; start it with `fovea train` instead");
    Path now = folder.resolve(FILE);
    Path previous = folder.resolve(PREVIOUS);
    AtomicFile.sweep(now);
    try {
      return new State(SafetensorsFile.open(now));
    } catch (TorchException broken) {
      if (!Files.exists(previous)) throw broken;
      var state = new State(SafetensorsFile.open(previous));
      move(previous, now);
      return state;
    }
  }

  public long number(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw noNumber(name, e);
    }
  }

  public double real(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw noNumber(name, e);
    }
  }

  private TrainException noNumber(String name, NumberFormatException e) {
    return new TrainException(
        "the state's "
            + name
            + " is no number; it is damaged: delete the state, and the one before it is used",
        e);
  }

  public String text(String name) {
    String text = file.metadata().get(name);
    if (text == null)
      throw new TrainException("the state holds no " + name + "; it is of another kind of run");
    return text;
  }

  /** A stored tensor on the CPU, of the shape of another, in the caller's scope. */
  public Tensor tensor(String name, Tensor like) {
    if (!file.tensors().containsKey(name))
      throw new TrainException(
          "the state holds no tensor " + name + "; it is of another model or optimiser");
    Tensor tensor = TensorCopy.of(file.tensor(name));
    if (!Arrays.equals(tensor.shape(), like.shape()))
      throw new TrainException(
          "the state's "
              + name
              + " is "
              + Arrays.toString(tensor.shape())
              + ", this run needs "
              + Arrays.toString(like.shape())
              + "; it is of another model");
    return tensor;
  }

  /** Gives a step back what {@link Writer#step} took. */
  void restore(Step step) {
    for (Part part : step.parts()) part.restore(this);
    step.restore(this);
  }

  @Override
  public void close() {
    file.close();
  }

  /** By a link where the file system has them, so that the state is never away from its place. */
  private static void keep(Path now, Path previous) {
    try {
      Files.deleteIfExists(previous);
      Files.createLink(previous, now);
    } catch (IOException | UnsupportedOperationException _) {
      move(now, previous);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TrainException("cannot rename " + from + " to " + to + ": " + e.getMessage(), e);
    }
  }
}
