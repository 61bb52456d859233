package dev.fovea.task.detect;

import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detections;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.boxes.MapDecoder;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.detect.rcnn.FasterRcnn;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * From pictures as tensors to what is found in them: training validates, and {@link TorchDetector}
 * answers, by this. Only the outputs that the postprocess reads are computed and copied.
 *
 * <p>Holds no tensors; threads may share it, each with its own scope.
 */
public final class DetectorRun {
  private final Finder finder;
  private final Classes classes;

  /** From pictures [n, c, h, w] to what is found in each. */
  private interface Finder {
    List<Found> found(Tensor pictures, Weights weights);
  }

  /**
   * @param network with the outputs that {@code how} reads, others are left out; or the three of a
   *     detector of two stages
   * @param how boxes are read, and which are answered
   * @param classes of the scores
   */
  public DetectorRun(Network network, DetectPostprocess how, Classes classes) {
    this.classes = classes;
    this.finder =
        how.coder() instanceof Coder.Regions
            ? regions(new FasterRcnn(network, how, classes.size()))
            : maps(network, how, classes.size());
  }

  /**
   * What is found in each picture, in px of the tensor. Call it without gradients, in a scope.
   *
   * @param pictures [n, c, h, w], float32, on the weights' device
   */
  public List<Detections> of(Tensor pictures, Weights weights) {
    return found(pictures, weights).stream().map(one -> Detections.of(one, classes)).toList();
  }

  /** The same as plain numbers. */
  public List<Found> found(Tensor pictures, Weights weights) {
    return finder.found(pictures, weights);
  }

  private static Finder maps(Network network, DetectPostprocess how, int classes) {
    var runner = new Runner(network.only(HeadOutput.names(how).toArray(String[]::new)));
    String image = runner.network().input().name();
    return (pictures, weights) -> {
      var answers = runner.run(Map.of(image, pictures), weights, Mode.EVAL, Runner.NONE);
      var maps = new HashMap<String, OutputMap>();
      answers.forEach((name, map) -> maps.put(name, copy(map)));
      int height = Math.toIntExact(pictures.size(2));
      int width = Math.toIntExact(pictures.size(3));
      return new MapDecoder(how, classes, width, height).of(maps);
    };
  }

  private static Finder regions(FasterRcnn detector) {
    return (pictures, weights) -> {
      var size = new PictureSize((int) pictures.size(2), (int) pictures.size(3));
      return detector.found(pictures, Collections.nCopies((int) pictures.size(0), size), weights);
    };
  }

  private static OutputMap copy(Tensor map) {
    return new OutputMap(
        Tensors.toArray(map.to(Tensors.FLOAT)),
        Math.toIntExact(map.size(0)),
        Math.toIntExact(map.size(1)),
        Math.toIntExact(map.size(2)),
        Math.toIntExact(map.size(3)));
  }
}
