package dev.fovea.task.classify;

import dev.fovea.graph.Features;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.Fitting;
import dev.fovea.task.Model;
import java.nio.file.Path;
import java.util.SequencedMap;

/** Whether the network of a model file gives one number a class. */
final class Fit {
  private Fit() {}

  static void check(Path file, Model model) {
    Fitting.check(file, model, shapes -> check(model, shapes));
  }

  private static void check(Model model, SequencedMap<String, Shape> shapes) {
    Network network = model.network();
    model.novelty().ifPresent(novelty -> novelty(network, novelty));
    Shape answer = shapes.get(network.outputs().getFirst().node());
    if (!answer.equals(new Shape.Vector(model.classes().size())))
      throw new GraphException(
          network.name()
              + " answers with "
              + answer
              + " for "
              + model.classes().size()
              + " classes");
  }

  /** What tells other pictures must read what the network has of each. */
  private static void novelty(Network network, Novelty novelty) {
    int width = Features.width(network);
    if (novelty.width() != width)
      throw new GraphException(
          network.name()
              + " has features of "
              + width
              + " numbers, the pictures that it knows have "
              + novelty.width());
  }
}
