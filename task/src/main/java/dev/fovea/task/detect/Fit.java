package dev.fovea.task.detect;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Output;
import dev.fovea.graph.Shape;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.Coder;
import dev.fovea.task.Fitting;
import dev.fovea.task.Model;
import dev.fovea.zoo.detect.FasterRcnn;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * Whether the network of a model file gives the maps that its boxes are read from, each with the
 * channels that classes, bins and anchors ask for, those of a level of one size.
 */
final class Fit {
  private Fit() {}

  static void check(Path file, Model model) {
    if (FasterRcnn.draws(model.network()) || model.detect().coder() instanceof Coder.Regions)
      RegionsFit.check(file, model);
    else Fitting.check(file, model, shapes -> check(model, shapes));
  }

  private static void check(Model model, SequencedMap<String, Shape> shapes) {
    Network network = model.network();
    Shape.Map boxes = null;
    for (HeadOutput output : HeadOutput.of(model.detect(), model.classes().size())) {
      Output there = network.output(output.name());
      if (!(shapes.get(there.node()) instanceof Shape.Map map) || map.c() != output.channels())
        throw new GraphException(
            "%s gives %s as %s, for %d classes it needs %d channels"
                .formatted(
                    network.name(),
                    output.name(),
                    shapes.get(there.node()),
                    model.classes().size(),
                    output.channels()));
      if (output.name().endsWith(".boxes")) boxes = map;
      else if (map.h() != boxes.h() || map.w() != boxes.w())
        throw new GraphException(
            "%s gives %s as %s, the boxes of its level as %s"
                .formatted(network.name(), output.name(), map, boxes));
    }
  }
}
