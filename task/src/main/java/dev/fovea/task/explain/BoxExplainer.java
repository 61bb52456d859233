package dev.fovea.task.explain;

import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.image.HeatMap;
import dev.fovea.image.Image;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.task.Model;
import dev.fovea.task.OpenModel;
import dev.fovea.task.detect.DetectorRun;
import dev.fovea.task.detect.TorchDetector;
import dev.fovea.torch.CellCam;
import dev.fovea.torch.Tensors;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Explains a detector's boxes: where the evidence for the score of a chosen one lies, by {@link
 * CellCam}. Belongs to the detector and may be shared as it is.
 */
public final class BoxExplainer {
  private final OpenModel open;
  private final DetectorRun run;
  private final Network answering;
  private final CellCam cam;

  private BoxExplainer(OpenModel open) {
    this.open = open;
    Model model = open.model();
    Preprocess to = model.preprocess();
    this.run = new DetectorRun(model.network(), model.detect(), model.classes());
    this.answering = model.network().only(HeadOutput.names(model.detect()).toArray(String[]::new));
    this.cam = CellCam.of(answering, to.height(), to.width());
  }

  /**
   * An explainer of a detector's boxes.
   *
   * @throws dev.fovea.torch.TorchException where no map of the network decides all of them
   */
  public static BoxExplainer of(TorchDetector detector) {
    return new BoxExplainer(detector.open());
  }

  /** Why a decoded picture has its box of a rank, 0 for the surest; empty where it has fewer. */
  public Optional<BoxExplanation> explain(Image picture, int rank) {
    Preprocess to = open.model().preprocess();
    return explain(to.image(picture), to.placement(picture.width(), picture.height()), rank);
  }

  /**
   * As above, for a picture that {@link Preprocess#image} made.
   *
   * @param placed where the picture lies in it
   */
  public Optional<BoxExplanation> explain(Image ready, Placement placed, int rank) {
    Preprocess to = open.model().preprocess();
    return Buffers.lend(
        1,
        to.floats(),
        numbers -> {
          to.write(ready, numbers, 0);
          return open.run(numbers, 1, input -> explain(input, placed, rank));
        });
  }

  private Optional<BoxExplanation> explain(Tensor input, Placement placed, int rank) {
    Model model = open.model();
    Found found = run.found(input, model.weights()).getFirst();
    List<Detection> boxes = Detections.of(found, model.classes()).found();
    int left = rank;
    for (int i = 0; i < boxes.size(); i++) {
      List<Detection> there = new Detections(List.of(boxes.get(i))).back(placed).found();
      if (there.isEmpty() || left-- > 0) continue;
      Cell cell = cell(found.places()[i], found.labels()[i]);
      float[] evidence =
          Tensors.toArray(cam.of(input, cell.output(), cell.channel(), cell.at(), model.weights()));
      var map = HeatMap.of(cam.height(), cam.width(), evidence);
      return Optional.of(new BoxExplanation(there.getFirst(), map));
    }
    return Optional.empty();
  }

  /** A number of an output. */
  private record Cell(String output, int channel, int at) {}

  /** The score that a box was answered by. */
  private Cell cell(int place, int label) {
    Model model = open.model();
    Preprocess to = model.preprocess();
    int classes = model.classes().size();
    var shapes = Shapes.of(answering, to.height(), to.width());
    int left = place;
    for (HeadOutput output : HeadOutput.of(model.detect(), classes)) {
      if (!output.name().endsWith(".scores")) continue;
      var map = (Shape.Map) shapes.get(answering.output(output.name()).node());
      int anchors = output.channels() / classes;
      int boxes = map.h() * map.w() * anchors;
      if (left < boxes)
        return new Cell(output.name(), left % anchors * classes + label, left / anchors);
      left -= boxes;
    }
    throw new IllegalStateException("there is no place " + place);
  }

  /** A decoded picture under its explanation, in its own pixels. */
  public Image over(Image picture, BoxExplanation explanation) {
    Preprocess to = open.model().preprocess();
    return explanation
        .map()
        .in(to.placement(picture.width(), picture.height()), to.width(), to.height())
        .over(picture);
  }
}
