package dev.fovea.task.detect.rcnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.predict.boxes.RoiAlign;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.TorchException;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside torchvision's operator; roi_align.py of the room predict made the numbers. */
class TorchRoiAlignTest {
  private static final Path FILE =
      Path.of("../predict/src/test/resources/dev/fovea/predict/boxes/roi_align.safetensors");

  private static SafetensorsFile golden;

  @BeforeAll
  static void open() {
    golden = SafetensorsFile.open(FILE);
  }

  @AfterAll
  static void close() {
    golden.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.aligned", "0", "0.aligned", "3", "3.aligned"})
  void valuesAndGradientsAreTorchvisions(String name) {
    var align = align(7, 7, name.charAt(0) - '0', name.endsWith("aligned"));
    try (var _ = new Scope()) {
      Tensor map = tensor("map").clone().requires_grad_(true);
      Tensor values = align.of(List.of(map), List.of(0.25), rois("rois"));
      values.mul(tensor("back")).sum().backward();

      assertArrayEquals(new long[] {14, 3, 7, 7}, values.shape());
      assertArrayEquals(numbers(name), Tensors.toArray(values), 2e-6f);
      assertArrayEquals(numbers("grad." + name), Tensors.toArray(map.grad()), 2e-5f);
    }
  }

  @Test
  void binsMayBeFewAndUnlike() {
    try (var _ = new Scope()) {
      var align = align(2, 5, 3, true);
      Tensor values = align.of(List.of(tensor("map")), List.of(0.25), rois("rois"));

      assertArrayEquals(numbers("wide"), Tensors.toArray(values), 2e-6f);
    }
  }

  @Test
  void eachBoxIsReadAtItsLevel() {
    try (var _ = new Scope()) {
      List<Tensor> maps =
          IntStream.range(0, 4)
              .mapToObj(i -> tensor("levels.map" + i).clone().requires_grad_(true))
              .toList();
      Rois rois = rois("levels.rois").on(new int[] {0, 1, 0, 3, 2, 1, 1, 1, 0, 0});
      Tensor values = align(7, 7, 2, false).of(maps, List.of(0.25, 0.125, 0.0625, 0.03125), rois);
      values.mul(tensor("levels.back")).sum().backward();

      assertArrayEquals(numbers("levels.values"), Tensors.toArray(values), 2e-6f);
      for (int i = 0; i < 4; i++)
        assertArrayEquals(
            numbers("levels.grad" + i), Tensors.toArray(maps.get(i).grad()), 2e-5f, "level " + i);
    }
  }

  @Test
  void noBoxesAreNoValues() {
    try (var _ = new Scope()) {
      var none = Rois.of(new float[0], new int[0]);
      Tensor values = align(7, 7, 2, false).of(List.of(tensor("map")), List.of(0.25), none);

      assertArrayEquals(new long[] {0, 3, 7, 7}, values.shape());
    }
  }

  /** Adaptive, aligned boxes without size have no samples. */
  @Test
  void boxesWithoutSamplesAreZero() {
    try (var _ = new Scope()) {
      var one = Rois.of(new float[] {5, 5, 5, 5}, new int[1]);
      Tensor values = align(7, 7, 0, true).of(List.of(tensor("map")), List.of(0.25), one);

      assertArrayEquals(new float[3 * 49], Tensors.toArray(values));
    }
  }

  @Test
  void refusesInOneSentence() {
    refused(
        "box 1 has the coordinate NaN",
        () -> Rois.of(new float[] {0, 0, 1, 1, 0, 0, Float.NaN, 1}, new int[2]));
    refused(
        "1 pictures and 1 maps do not fit 3 numbers of boxes",
        () -> Rois.of(new float[3], new int[1]));
    try (var _ = new Scope()) {
      Tensor map = tensor("map");
      var align = align(7, 7, 0, true);
      refused(
          "box 0 is of picture 2 and map 0, but there are 2 pictures and 1 maps",
          () -> align.of(List.of(map), List.of(1.0), Rois.of(new float[4], new int[] {2})));
      refused(
          "the boxes have more than 67108864 samples on their maps; fewer boxes, or fewer samples",
          () ->
              align.of(
                  List.of(map), List.of(1.0), Rois.of(new float[] {0, 0, 1e5f, 1e5f}, new int[1])));
    }
  }

  private static TorchRoiAlign align(int height, int width, int samples, boolean aligned) {
    return new TorchRoiAlign(new RoiAlign(height, width, samples, aligned));
  }

  private static Tensor tensor(String name) {
    return TensorCopy.of(golden.tensor(name));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(TorchException.class, call).getMessage());
  }

  private static float[] numbers(String name) {
    try (var _ = new Scope()) {
      return Tensors.toArray(tensor(name));
    }
  }

  private static Rois rois(String name) {
    float[] rows = numbers(name);
    var boxes = new float[rows.length / 5 * 4];
    var pictures = new int[rows.length / 5];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = (int) rows[5 * i];
      System.arraycopy(rows, 5 * i + 1, boxes, 4 * i, 4);
    }
    return Rois.of(boxes, pictures);
  }
}
