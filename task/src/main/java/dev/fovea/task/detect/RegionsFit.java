package dev.fovea.task.detect;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.Coder;
import dev.fovea.task.Fitting;
import dev.fovea.task.Model;
import dev.fovea.zoo.detect.FasterRcnn;
import dev.fovea.zoo.detect.FasterRcnn.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** As {@link Fit}, of a detector of two stages: whether its three networks take one another's. */
final class RegionsFit {
  private RegionsFit() {}

  static void check(Path file, Model model) {
    if (!(model.detect().coder() instanceof Coder.Regions how)
        || !FasterRcnn.draws(model.network()))
      throw new ModelException(
          file
              + ": the parts of the model do not fit: a detector of two stages has three networks"
              + " and proposals; save it again");
    Fitting.check(
        file,
        () -> FasterRcnn.part(model.network(), Part.TRUNK),
        model.preprocess(),
        _ -> check(model, how));
  }

  private static void check(Model model, Coder.Regions how) {
    var image =
        new Shape.Map(
            model.preprocess().channels(), model.preprocess().height(), model.preprocess().width());
    Network rpn = FasterRcnn.part(model.network(), Part.RPN);
    Network box = FasterRcnn.part(model.network(), Part.BOX);
    List<Shape> maps = FasterRcnn.maps(FasterRcnn.part(model.network(), Part.TRUNK), image);
    need("maps", maps.size(), how.sizesPx().size());
    for (int i = 0; i < maps.size(); i++) {
      int anchors = how.sizesPx().get(i).size() * how.ratios().size();
      var said = Shapes.of(rpn, Map.of("level", maps.get(i)));
      need("channels of objectness", said.get(rpn.output("objectness").node()).c(), anchors);
      need("channels of deltas", said.get(rpn.output("deltas").node()).c(), 4 * anchors);
    }
    if (!(box.input().shape() instanceof Shape.Map region) || region.h() < 1 || region.w() < 1)
      throw new GraphException("a region is a map of so many places, got " + box.input().shape());
    var seen = Shapes.of(box, Map.of("region", region));
    int answers = model.classes().size() + 1;
    need("channels of a region", region.c(), maps.getFirst().c());
    need("classes with the background", seen.get(box.output("classes").node()).c(), answers);
    need("numbers of boxes", seen.get(box.output("boxes").node()).c(), 4 * answers);
  }

  private static void need(String what, int there, int needed) {
    if (there != needed)
      throw new GraphException("there are " + there + " " + what + ", " + needed + " are needed");
  }
}
