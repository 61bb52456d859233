package dev.fovea.task.classify;

import dev.fovea.graph.Features;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.Model;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * Whether the parts of a model file belong together: the network takes what the preprocessing makes
 * and gives one number a class, in memory that a machine may have.
 */
final class Fit {
  /** Numbers in one value of one picture, 2 GB; 64 channels of 2,048 x 2,048 px are half of it. */
  private static final long MOST_NUMBERS = 1L << 29;

  private Fit() {}

  static void check(Path file, Model model) {
    try {
      check(model);
    } catch (GraphException e) {
      throw new ModelException(
          file + ": the parts of the model do not fit: " + e.getMessage() + "; save it again", e);
    }
  }

  private static void check(Model model) {
    Network network = model.network();
    Preprocess made = model.preprocess();
    if (!(network.input().shape() instanceof Shape.Map image)
        || (image.c() != Shape.FREE && image.c() != made.channels()))
      throw new GraphException(
          network.name()
              + " takes "
              + network.input().shape()
              + ", pictures are made with "
              + made.channels()
              + " channels");
    var entering = new Shape.Map(made.channels(), made.height(), made.width());
    SequencedMap<String, Shape> shapes =
        Shapes.of(network, java.util.Map.of(network.input().name(), entering));
    shapes.forEach((name, shape) -> {
      if (tooLarge(shape))
        throw new GraphException(
            name + " makes " + shape + " of a picture, more than " + MOST_NUMBERS + " numbers");
    });
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

  private static boolean tooLarge(Shape shape) {
    try {
      return shape.size() > MOST_NUMBERS;
    } catch (ArithmeticException _) {
      return true;
    }
  }
}
