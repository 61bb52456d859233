package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Size;
import dev.fovea.predict.boxes.BoxCode;
import dev.fovea.predict.boxes.CellAnchors;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.MapDecoder;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Style;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is learned is what is answered: maps whose every place says the true box have no loss of
 * boxes, and {@link MapDecoder} reads that box from them, whether or not strides divide the sides.
 */
class PointsTest {
  private static final float[] BOX = {61.5f, 40, 197, 151.25f};

  @ParameterizedTest
  @CsvSource({
    "fcos-resnet18, 333, 333",
    "fcos-resnet18, 203, 331",
    "fcos-resnet18, 320, 256",
    "retinanet-resnet18, 333, 333",
    "retinanet-resnet18, 203, 331",
    "retinanet_resnet50_fpn, 333, 333",
    "retinanet_resnet50_fpn, 320, 256"
  })
  void perfectMapsHaveNoLossAndSayTheBox(String name, int width, int height) {
    Style style = Detectors.of(name, DetectorOptions.of(1)).style();
    var maps = new LinkedHashMap<String, OutputMap>();
    for (int i = 0; i < style.levels().size(); i++) write(style, i, width, height, maps);
    try (var _ = new Scope()) {
      var answers = new HashMap<String, Tensor>();
      maps.forEach((map, numbers) -> answers.put(map, tensor(numbers)));
      var size = new Size(height, width);
      assertEquals(0, loss(style, answers, 0, size), 1e-5);
      assertTrue(loss(style, answers, 4, size) > 0.01, "no place is asked for the box");
    }
    var how = Postprocesses.of(style).withMinScore(0.3);
    Found found = new MapDecoder(how, 1, width, height).of(maps).getFirst();
    assertEquals(1, found.count());
    assertArrayEquals(BOX, found.boxes(), 1e-3f);
  }

  /** Of the box's place, where the box lies some pixels further right. */
  private static double loss(Style style, Map<String, Tensor> answers, float px, Size size) {
    Tensor row = Tensors.of(new float[] {0, 0, BOX[0] + px, BOX[1], BOX[2] + px, BOX[3]}, 1, 6);
    return DetectLoss.of(style, 1).of(answers, row, size).get("box").item_float();
  }

  private final Map<OutputMap, float[]> written = new HashMap<>();

  private Tensor tensor(OutputMap map) {
    return Tensors.of(written.get(map), 1, map.channels(), map.height(), map.width());
  }

  /** The maps of a level, by torchvision's formulas. */
  private void write(Style style, int index, int width, int height, Map<String, OutputMap> into) {
    int level = style.levels().get(index);
    int w = Math.ceilDiv(width, 1 << level);
    int h = Math.ceilDiv(height, 1 << level);
    int each = style instanceof Style.RetinaNet retina ? retina.anchors() : 1;
    var boxes = new float[4 * each * h * w];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++)
        for (int k = 0; k < each; k++) {
          float[] four = four(style, index, k, x * (width / w), y * (height / h));
          for (int c = 0; c < 4; c++) boxes[((4 * k + c) * h + y) * w + x] = four[c];
        }
    String p = "p" + level + ".";
    put(p + "boxes", boxes, h, w, into);
    put(p + "scores", new float[each * h * w], h, w, into);
    if (style instanceof Style.Fcos) put(p + "centerness", new float[h * w], h, w, into);
  }

  private void put(String name, float[] numbers, int h, int w, Map<String, OutputMap> into) {
    var map = new OutputMap(numbers, 1, numbers.length / h / w, h, w);
    written.put(map, numbers);
    into.put(name, map);
  }

  /** What a place must say for the box: distances, or the change of an anchor. */
  private static float[] four(Style style, int index, int anchor, int x, int y) {
    var four = new float[4];
    if (style instanceof Style.RetinaNet retina) {
      List<Double> sizes = retina.sizes().get(index).stream().map(Integer::doubleValue).toList();
      float[] anchors = CellAnchors.of(sizes, retina.ratios());
      for (int c = 0; c < 4; c++) anchors[4 * anchor + c] += c % 2 == 0 ? x : y;
      BoxCode.ANCHORS.encode(anchors, anchor, BOX, 0, four, 0);
      return four;
    }
    float unit = 1 << style.levels().get(index);
    for (int c = 0; c < 4; c++)
      four[c] = (c < 2 ? (c == 0 ? x : y) - BOX[c] : BOX[c] - (c == 2 ? x : y)) / unit;
    return four;
  }
}
