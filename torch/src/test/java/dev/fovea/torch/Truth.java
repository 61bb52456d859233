package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.file.TensorCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What PyTorch answered: the tensors that a script of src/test/python stored. */
public final class Truth implements AutoCloseable {
  /** The largest difference, relative to the number: float32 has 6e-8. */
  private static final double TOLERANCE = 1e-5;

  private final Path copy;
  private final SafetensorsFile file;

  private Truth(Path copy, SafetensorsFile file) {
    this.copy = copy;
    this.file = file;
  }

  /** Stored beside the tests of this room. */
  public static Truth open(String resource) {
    try (var in = Truth.class.getResourceAsStream(resource)) {
      Path copy = Files.createTempFile("truth", ".safetensors"); // it may lie in a jar
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new Truth(copy, SafetensorsFile.open(copy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> names() {
    return file.tensors().keySet();
  }

  public boolean has(String name) {
    return file.tensors().containsKey(name);
  }

  /** A tensor of the caller's scope. */
  public Tensor tensor(String name) {
    StoredTensor stored = file.tensor(name);
    return TensorCopy.of(stored);
  }

  /** The tensor has the shape and the numbers of a stored one, within 1e-5. */
  public void assertEqual(String name, Tensor got) {
    assertEqual(name, got, TOLERANCE);
  }

  /**
   * The tensor has the shape and the numbers of a stored one.
   *
   * @param tolerance of a number, relative to it plus a fifth of the largest of its tensor
   */
  public void assertEqual(String name, Tensor got, double tolerance) {
    assertEqual(name, tensor(name), got, tolerance);
  }

  /** As above, with numbers from elsewhere. */
  public static void assertEqual(String name, Tensor wanted, Tensor got, double tolerance) {
    assertArrayEquals(wanted.shape(), got.shape(), name + ": shape");
    float[] w = Tensors.toArray(wanted.to(ScalarType.Float));
    float[] g = Tensors.toArray(got.to(ScalarType.Float));
    double largest = 0;
    for (float number : w) largest = Math.max(largest, Math.abs(number));
    for (int i = 0; i < w.length; i++) {
      double allowed = tolerance * (Math.abs(w[i]) + largest / 5);
      assertTrue(
          Math.abs((double) g[i] - w[i]) <= allowed,
          name + ": number " + i + " is " + g[i] + ", expected " + w[i] + " within " + allowed);
    }
  }

  @Override
  public void close() {
    file.close();
    try {
      Files.delete(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
