package dev.fovea.bench;

import dev.fovea.predict.boxes.RoiAlign;
import dev.fovea.task.detect.rcnn.Rois;
import dev.fovea.task.detect.rcnn.TorchRoiAlign;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * RoIAlign of boxes on a map, 7 x 7 bins of 2 x 2 samples; its twin is {@code roi_align_time.py}.
 *
 * <p>Arguments: threads, and a file with {@code map} [n, c, h, w] and {@code rois} [k, 5], the map
 * being read with a scale of 0.25. Each line on stdin asks for the values, {@code answer}, or for
 * the gradients too, {@code learn}.
 */
public final class RoiAlignTime {
  private RoiAlignTime() {}

  public static void main(String... args) throws IOException {
    Turns.prepare(Integer.parseInt(args[0]));
    try (var file = SafetensorsFile.open(Path.of(args[1]));
        var _ = new Scope()) {
      Tensor map = TensorCopy.of(file.tensor("map"));
      Rois rois = rois(Tensors.toArray(TensorCopy.of(file.tensor("rois"))));
      System.out.printf("{\"version\": \"JDK %s\"}%n", Runtime.version());
      Turns.answer(line -> run(map, rois, line.equals("learn")));
    }
  }

  private static String run(Tensor map, Rois rois, boolean learn) {
    try (var _ = new Scope()) {
      Tensor leaf = map.detach().requires_grad_(learn);
      var align = new TorchRoiAlign(new RoiAlign(7, 7, 2, false));
      long began = System.nanoTime();
      Tensor values;
      if (learn) {
        values = align.of(List.of(leaf), List.of(0.25), rois);
        values.mul(values).sum().backward();
      } else {
        try (var _ = Gradients.off()) {
          values = align.of(List.of(leaf), List.of(0.25), rois);
        }
      }
      double ms = (System.nanoTime() - began) / 1e6;
      Tensor seen = learn ? leaf.grad() : values;
      return "{\"ms\": %s, \"size\": %s}"
          .formatted(ms, seen.detach().square().mean().sqrt().item_double());
    }
  }

  private static Rois rois(float[] rows) {
    var boxes = new float[rows.length / 5 * 4];
    var pictures = new int[rows.length / 5];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = (int) rows[5 * i];
      System.arraycopy(rows, 5 * i + 1, boxes, 4 * i, 4);
    }
    return Rois.of(boxes, pictures);
  }
}
