package dev.fovea.predict.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.boxes.RegionPooler;
import dev.fovea.predict.boxes.RoiAlign;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.ModelCard;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What goes into the two files of a detector of two stages, and comes out of them.
 *
 * @param image the first one's input
 * @param wanted the first one's outputs that are asked for
 * @param region the second one's input: what maps say of boxes, [k, channels, bins, bins]
 * @param align reads them
 */
record RegionEnds(ImageEnd image, Set<String> wanted, String region, int channels, RoiAlign align) {
  static final String CLASSES = "classes";
  static final String BOXES = "boxes";

  /** The maps that boxes are read from, numbered from the finest. */
  static String map(int i) {
    return "map" + i;
  }

  static String objectness(int i) {
    return "objectness" + i;
  }

  static String deltas(int i) {
    return "deltas" + i;
  }

  /**
   * The ends of both files.
   *
   * @throws ModelException where one takes or gives something else than the card says
   */
  static RegionEnds of(Path file, OrtSession first, Path second, OrtSession box, ModelCard model) {
    ImageEnd image = ImageEnd.of(file, first, model.preprocess(), "a detector");
    long[] taken = region(second, box);
    var how = (Coder.Regions) model.detect().coder();
    var wanted = new LinkedHashMap<String, long[]>();
    for (int i = 0; i < how.sizesPx().size(); i++) {
      int anchors = how.sizesPx().get(i).size() * how.ratios().size();
      if (i < how.pooled()) wanted.put(map(i), new long[] {-1, taken[1], -1, -1});
      wanted.put(objectness(i), new long[] {-1, anchors, -1, -1});
      wanted.put(deltas(i), new long[] {-1, 4L * anchors, -1, -1});
    }
    DetectEnds.check(file, first, wanted);
    int answers = model.classes().size() + 1;
    DetectEnds.check(
        second,
        box,
        Map.of(CLASSES, new long[] {-1, answers}, BOXES, new long[] {-1, 4L * answers}));
    return new RegionEnds(
        image,
        wanted.keySet(),
        inputs(second, box).iterator().next().getName(),
        (int) taken[1],
        new RoiAlign((int) taken[2], (int) taken[3], RegionPooler.SAMPLES, false));
  }

  private static long[] region(Path second, OrtSession box) {
    Collection<NodeInfo> inputs = inputs(second, box);
    if (inputs.size() == 1
        && inputs.iterator().next().getInfo() instanceof TensorInfo tensor
        && tensor.getShape().length == 4
        && tensor.getShape()[1] > 0
        && tensor.getShape()[2] > 0
        && tensor.getShape()[3] > 0) return tensor.getShape();
    throw new ModelException(
        second + " does not take [n, channels, bins, bins] of boxes; export the model anew");
  }

  private static Collection<NodeInfo> inputs(Path second, OrtSession box) {
    try {
      return box.getInputInfo().values();
    } catch (OrtException e) {
      throw new ModelException(second + ": its inputs cannot be read: " + OnnxRuntime.why(e), e);
    }
  }
}
